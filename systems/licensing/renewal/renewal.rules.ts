import { fromMinorUnits, type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'

/** How likely a renewal is, and what of it may be counted on. */

export const risks = ['low', 'medium', 'high'] as const
export type Risk = (typeof risks)[number]

/** Days before the last day of a licence at which the work on its renewal begins. */
export const opensBefore = 120

/** In percent, by how far the work has come: what has been agreed is nearly sure, what has lapsed seldom comes back. */
const byStage: Readonly<Record<string, number>> = {
  upcoming: 60,
  contacted: 65,
  quoted: 75,
  committed: 90,
  won: 100,
  lost: 0,
  lapsed: 10,
}
const byRisk: Readonly<Record<Risk, number>> = { low: 100, medium: 80, high: 50 }
const isOver = (status: string) => status === 'won' || status === 'lost'

/** The chance in percent. Once it is decided, the risk that was seen before says nothing any more. */
export function probability({ status, risk }: { status: string; risk: Risk }): number {
  const stage = byStage[status] ?? 0
  return isOver(status) ? stage : Math.round((stage * byRisk[risk]) / 100)
}

/** What the forecast counts of the expected amount: its share by the chance, rounded down to the smallest unit. */
export function weighted(row: { expected: Money | null; status: string; risk: Risk }): Money | null {
  if (!row.expected) return null
  const units = toMinorUnits(row.expected) ?? 0n
  return fromMinorUnits((units * BigInt(probability(row))) / 100n, row.expected.currency)
}

const worse = (one: Risk, other: Risk): Risk => (risks.indexOf(one) > risks.indexOf(other) ? one : other)

export interface Signals {
  readonly authorizedUsers: number
  readonly actualUsers: number | null
  readonly hasUnpaid: boolean
}

/** At the beginning: who hardly uses it or has not paid may leave. */
export function firstRisk({ authorizedUsers, actualUsers, hasUnpaid }: Signals): Risk {
  const share = actualUsers === null ? 100 : (actualUsers * 100) / authorizedUsers
  if (hasUnpaid || share < 30) return 'high'
  return share < 60 ? 'medium' : 'low'
}

/** As the last day comes closer and nothing is agreed the risk grows; it never falls by itself. */
export function riskWith({ status, risk }: { status: string; risk: Risk }, daysLeft: number): Risk {
  if (isOver(status) || status === 'committed') return daysLeft < 0 ? worse(risk, 'medium') : risk
  if (daysLeft <= 7) return 'high'
  const isUntouched = status === 'upcoming' && daysLeft <= 60
  return isUntouched || daysLeft <= 30 ? worse(risk, 'medium') : risk
}
