import type { HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'

/** When each state was last entered: the history, newest first, tells it by its changes of status. */
export function entered(history: readonly HistoryEntry[], first: string | undefined, createdAt: string | undefined) {
  const at = new Map<string, string>()
  for (const entry of history)
    for (const { field, after } of entry.changes)
      if (field === 'status' && typeof after === 'string' && !at.has(after)) at.set(after, entry.at)
  if (first && createdAt && !at.has(first)) at.set(first, createdAt)
  return at
}
