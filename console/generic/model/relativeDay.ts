const token = /^@today(?:([+-])(\d{1,5}))?$/

/** A `YYYY-MM-DD` shifted by whole days; the calendar day has no zone, so it is reckoned in UTC. */
export function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The day at the person's desk. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Days away from today of `@today`, `@today+30`, `@today-7`; undefined for a fixed day. */
export function relativeDays(value: string): number | undefined {
  const match = token.exec(value)
  return match ? Number(`${match[1] ?? '+'}${match[2] ?? 0}`) : undefined
}

export const relativeDay = (days: number) => (days === 0 ? '@today' : `@today${days < 0 ? '' : '+'}${days}`)

/** What the server is asked: links keep "in 30 days", requests name the day. */
export function resolveDay(value: string, day = today()): string {
  const days = relativeDays(value)
  return days === undefined ? value : shiftDay(day, days)
}
