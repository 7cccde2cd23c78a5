import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chunkOptions } from '../list/chunks.ts'
import type { RecordRow } from '../model/record.ts'

/** The first hundred records of a lane, and a hundred more each time they are asked for. */
export function useLaneRows(path: string, query: Readonly<Record<string, string>>) {
  const client = useQueryClient()
  const [chunks, setChunks] = useState(1)
  const answers = useQueries({
    queries: Array.from({ length: chunks }, (_, chunk) => ({
      ...chunkOptions(client, { path, query }, chunk),
      placeholderData: keepPreviousData,
    })),
  })
  const rows: readonly RecordRow[] = answers.flatMap(({ data }) => data?.data ?? [])
  return {
    rows,
    isLoading: answers[0]?.isPending ?? true,
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => Promise.all(answers.filter(({ isError }) => isError).map(answer => answer.refetch())),
    hasMore: Boolean(answers.at(-1)?.data?.page.next),
    more: () => setChunks(chunks + 1),
  }
}
