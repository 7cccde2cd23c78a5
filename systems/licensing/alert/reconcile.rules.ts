import { ladders, type Sign } from './ladder.rules.ts'

/** An alert that exists. */
export interface Standing {
  readonly id: string
  readonly key: string
  readonly status: 'open' | 'acknowledged' | 'muted' | 'resolved'
  readonly resolution: 'causeGone' | 'superseded' | 'byHand' | null
  readonly mutedUntil: string | null
  readonly assignee: string | null
}

/** What is to be done so that the alerts of a licence say what is so. */
export interface Steps {
  /** New ones, of which people are told; whoever had the rung below goes on with it. */
  readonly open: readonly (Sign & { readonly assignee: string | null })[]
  /** The cause has come back within the same term: shown again, and nobody is told a second time. */
  readonly reopen: readonly string[]
  /** Their time of silence is over: people are told again, as whoever muted them asked. */
  readonly wake: readonly (Sign & { readonly id: string })[]
  readonly settle: readonly { readonly id: string; readonly resolution: 'causeGone' | 'superseded' }[]
}

const placeOf = (key: string) => {
  const [ladder = '', episode = '', rung = ''] = key.split('/')
  return { climb: `${ladder}/${episode}`, depth: ladders[ladder]?.indexOf(rung) ?? 0 }
}
const isBelow = (one: string, other: string) => {
  const [a, b] = [placeOf(one), placeOf(other)]
  return a.climb === b.climb && a.depth < b.depth
}

function settlementOf({ id, key }: Standing, due: readonly Sign[]): Steps['settle'] {
  if (due.some(sign => sign.key === key)) return []
  if (due.some(sign => isBelow(key, sign.key))) return [{ id, resolution: 'superseded' }]
  // Only a clock that was set back makes the last day recede; what was said of it stands until the day comes round again.
  if (key.startsWith('expiry/') && due.some(sign => isBelow(sign.key, key))) return []
  return [{ id, resolution: 'causeGone' }]
}

/**
 * Compares what is so with what was said. Asked again at any time it finds nothing more to do: each alert is opened
 * once for its licence, rung and term, however often, from wherever and by whatever clock this runs.
 */
export function reconcile(due: readonly Sign[], standing: readonly Standing[], today: string): Steps {
  const known = new Map(standing.map(alert => [alert.key, alert]))
  const live = standing.filter(({ status }) => status !== 'resolved')
  const isNews = ({ key, isStale }: Sign) =>
    !isStale && !known.has(key) && !standing.some(alert => isBelow(key, alert.key))
  const heldBy = ({ key }: Sign) => live.findLast(alert => isBelow(alert.key, key))?.assignee ?? null
  const found = due.flatMap(({ key }) => known.get(key) ?? [])
  const stays = (alert: Standing) =>
    live.some(other => isBelow(alert.key, other.key)) && alert.key.startsWith('expiry/')
  const isBack = (alert: Standing) => alert.status === 'resolved' && alert.resolution !== 'byHand' && !stays(alert)
  return {
    open: due.filter(isNews).map(sign => ({ ...sign, assignee: heldBy(sign) })),
    reopen: found.filter(isBack).map(({ id }) => id),
    wake: due.flatMap(sign => {
      const alert = known.get(sign.key)
      return alert?.status === 'muted' && (alert.mutedUntil ?? today) <= today ? [{ ...sign, id: alert.id }] : []
    }),
    settle: live.flatMap(alert => settlementOf(alert, due)),
  }
}
