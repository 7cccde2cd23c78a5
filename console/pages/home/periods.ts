import type { Periods } from '@tenon/kernel/entity/tile.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'

export interface Period {
  /** Its first and last day, `YYYY-MM-DD`; the first is also its key in a summary. */
  readonly from: string
  readonly to: string
  readonly label: string
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10)
const day = 86_400_000

function weekOf(today: string, by: number) {
  const at = new Date(`${today}T00:00:00Z`)
  const monday = at.getTime() - ((at.getUTCDay() + 6) % 7) * day + by * 7 * day
  return [monday, monday + 6 * day] as const
}

function monthsOf(today: string, by: number, months: number) {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = Math.floor((month - 1) / months) * months + by * months
  return [Date.UTC(year, first, 1), Date.UTC(year, first + months, 0)] as const
}

/** The number of the ISO week: the first one is that of the first Thursday. */
function weekNumber(monday: number): number {
  const thursday = new Date(monday + 3 * day)
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / day + 1) / 7)
}

function labelOf(bucket: Periods['bucket'], from: number, language: Language): string {
  const at = new Date(from)
  if (bucket === 'week') return language === 'zh' ? `${weekNumber(from)}周` : `W${weekNumber(from)}`
  if (bucket === 'quarter') return `Q${Math.floor(at.getUTCMonth() / 3) + 1}`
  if (language === 'zh') return `${at.getUTCMonth() + 1}月`
  return new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(at).slice(0, 3)
}

/** The stretches of time a tile speaks of, oldest first. */
export function periodsOf({ bucket, from, to }: Periods, today: string, language: Language): readonly Period[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const by = from + at
    const [first, last] = bucket === 'week' ? weekOf(today, by) : monthsOf(today, by, bucket === 'month' ? 1 : 3)
    return { from: iso(first), to: iso(last), label: labelOf(bucket, first, language) }
  })
}
