import type { QueryClient } from '@tanstack/react-query'

const recordKeys = new Set(['list', 'count', 'summary', 'flow', 'record', 'history', 'actions', 'found', 'title'])

/** After a write: an action may have touched other collections too, so all records on screen are read anew. */
export const refreshRecords = (client: QueryClient) =>
  client.invalidateQueries({ predicate: query => recordKeys.has(String(query.queryKey[0])) })
