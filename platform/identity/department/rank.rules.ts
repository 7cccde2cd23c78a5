export interface Ranked {
  readonly id: string
  readonly rank: number
}
export interface Place {
  readonly rank: number
  /** The siblings' new ranks, where there was no room between two of them. */
  readonly renumbered: readonly Ranked[]
}

/** Room for ten halvings between neighbours before anything has to be renumbered. */
const step = 1024

/** The rank of what comes to stand before a sibling, or after all for null; undefined when there is no such sibling. */
export function rankBefore(siblings: readonly Ranked[], before: string | null): Place | undefined {
  const at = before === null ? siblings.length : siblings.findIndex(({ id }) => id === before)
  if (at < 0) return undefined
  const [previous, next] = [siblings[at - 1], siblings[at]]
  if (!previous && !next) return { rank: 0, renumbered: [] }
  if (!next) return { rank: (previous as Ranked).rank + step, renumbered: [] }
  if (!previous) return { rank: next.rank - step, renumbered: [] }
  const middle = Math.floor((previous.rank + next.rank) / 2)
  if (middle > previous.rank) return { rank: middle, renumbered: [] }
  const rankOf = (i: number) => (i < at ? i : i + 1) * step
  return { rank: at * step, renumbered: siblings.map(({ id }, i) => ({ id, rank: rankOf(i) })) }
}
