import { shiftDay } from '../../app/days.ts'

/** 1 is Monday, 7 Sunday. */
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

export const groups = ['overdue', 'today', 'week', 'later', 'none'] as const
export type DueGroup = (typeof groups)[number]

/** The week ends on Sunday. */
export function groupOf(dueOn: string | null, today: string): DueGroup {
  if (dueOn === null) return 'none'
  if (dueOn < today) return 'overdue'
  if (dueOn === today) return 'today'
  return dueOn <= shiftDay(today, 7 - weekday(today)) ? 'week' : 'later'
}

const days: Readonly<Record<string, number>> = { today: 0, 今天: 0, tomorrow: 1, 明天: 1, 后天: 2, 大后天: 3 }
const weekdays: Readonly<Record<string, number>> = {
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
  周一: 1,
  周二: 2,
  周三: 3,
  周四: 4,
  周五: 5,
  周六: 6,
  周日: 7,
}

function dayNamed(word: string, today: string): string | null {
  const lower = word.toLowerCase()
  if (/^\d{4}-\d{2}-\d{2}$/.test(word) && !Number.isNaN(Date.parse(word))) return word
  const plus = /^\+(\d{1,3})$/.exec(word)
  if (plus) return shiftDay(today, Number(plus[1]))
  if (lower in days) return shiftDay(today, days[lower] ?? 0)
  const wanted = weekdays[lower] ?? weekdays[lower.slice(0, 3)]
  if (wanted === undefined || (lower.length > 3 && !/^(mon|tues|wednes|thurs|fri|satur|sun)day$/.test(lower)))
    return null
  return shiftDay(today, (wanted - weekday(today) + 7) % 7 || 7)
}

export interface QuickTask {
  readonly title: string
  readonly dueOn: string | null
  readonly priority: 'normal' | 'high'
}

/** `Call Fabrik tomorrow !` is due tomorrow and urgent: the last words may name a day and, by `!`, the urgency. */
export function parseQuick(text: string, today: string): QuickTask {
  const words = text.trim().split(/\s+/)
  let priority: QuickTask['priority'] = 'normal'
  let dueOn: string | null = null
  while (words.length > 1) {
    const last = words.at(-1) ?? ''
    const day: string | null = dueOn === null ? dayNamed(last, today) : null
    if (/^[!！]+$/.test(last)) priority = 'high'
    else if (day) dueOn = day
    else break
    words.pop()
  }
  return { title: words.join(' '), dueOn, priority }
}
