import type { HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import type { Comment, KeptFile } from '../social.ts'
import type { Task } from '../tasks/useTasks.ts'

/** One thing that happened to a record, or was said of it. */
export type Item =
  | {
      readonly kind: 'change'
      readonly id: string
      readonly at: string
      readonly entry: HistoryEntry
      readonly index: number
    }
  | { readonly kind: 'comment'; readonly id: string; readonly at: string; readonly comment: Comment }
  | { readonly kind: 'task'; readonly id: string; readonly at: string; readonly task: Task }
  | { readonly kind: 'file'; readonly id: string; readonly at: string; readonly file: KeptFile }

export type Shown = 'all' | 'changes' | 'comments'
export const shownKinds: readonly Shown[] = ['all', 'changes', 'comments']

interface Sources {
  /** Newest first. */
  readonly history: readonly HistoryEntry[]
  /** There is more of the history than was read: older remarks wait until it is. */
  readonly hasOlder: boolean
  readonly comments: readonly Comment[]
  /** As with the history: there were comments before these. */
  readonly hasOlderComments?: boolean
  readonly files: readonly KeptFile[]
  readonly tasks?: readonly Task[]
}

/** Up to where everything has been read: below it, what was not read yet would be missing. */
function edgeOf({ history, hasOlder, comments, hasOlderComments }: Sources): string {
  const ends = [hasOlder && history.at(-1)?.at, hasOlderComments && comments.map(({ at }) => at).sort()[0]]
  return (
    ends
      .filter(end => typeof end === 'string')
      .sort()
      .at(-1) ?? ''
  )
}

/** Everything in one stream, newest first. */
export function itemsOf(sources: Sources, shown: Shown): readonly Item[] {
  const { history, comments, files, tasks = [] } = sources
  const said: Item[] = comments.map(comment => ({ kind: 'comment', id: comment.id, at: comment.at, comment }))
  if (shown === 'comments') return newestFirst(said)
  const changes: Item[] = history.map((entry, index) => ({ kind: 'change', id: entry.id, at: entry.at, entry, index }))
  if (shown === 'changes') return changes
  const kept: Item[] = files.map(file => ({ kind: 'file', id: file.id, at: file.at, file }))
  const given: Item[] = tasks.map(task => ({ kind: 'task', id: task.id, at: task.createdAt ?? '', task }))
  const edge = edgeOf(sources)
  return newestFirst([...changes, ...said, ...kept, ...given].filter(({ at }) => at >= edge))
}

const newestFirst = (items: readonly Item[]) => items.toSorted((one, other) => other.at.localeCompare(one.at))

/** Under the day each happened. */
export function byDay(items: readonly Item[], dayOf: (at: string) => string): readonly (readonly [string, Item[]])[] {
  const days = new Map<string, Item[]>()
  for (const item of items) {
    const day = dayOf(item.at)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days]
}
