/** A change of a licence as its history tells it, newest first. */
export interface Told {
  readonly at: string
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
}
/** How many used a licence at the end of a month, and how many were allowed; null before anything was reported. */
export interface Month {
  /** Its first day. */
  readonly month: string
  readonly used: number | null
  readonly allowed: number | null
}
interface Now {
  readonly used: number | null
  readonly allowed: number | null
  /** `YYYY-MM-DD`. */
  readonly today: string
}

const numberIn = (value: unknown) => (typeof value === 'number' ? value : null)

function monthBefore(today: string, by: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - by, 1)).toISOString().slice(0, 10)
}

/** The last months, oldest first: what is so now, taken back change by change. */
export function courseOf(history: readonly Told[], now: Now, months = 12): readonly Month[] {
  let { used, allowed } = now
  let at = 0
  return Array.from({ length: months }, (_, by) => {
    const next = monthBefore(now.today, by - 1)
    for (; at < history.length && (history[at] as Told).at.slice(0, 10) >= next; at++)
      for (const { field, before } of (history[at] as Told).changes) {
        if (field === 'actualUsers') used = numberIn(before)
        if (field === 'authorizedUsers') allowed = numberIn(before)
      }
    return { month: monthBefore(now.today, by), used, allowed }
  }).reverse()
}
