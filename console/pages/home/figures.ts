import type { FigureMeta } from '@tenon/kernel/derive/tile-meta.ts'
import type { Money } from '../../app/formats.ts'
import type { SummaryValue } from '../../app/summary.ts'
import type { Delta } from '../../charts/KpiCell.tsx'

type Number = (value: number, options?: Intl.NumberFormatOptions) => string

/** `+4`, `−2`: a minus as wide as the plus. */
export const signed = (value: number, number: Number) =>
  `${value > 0 ? '+' : value < 0 ? '−' : '±'}${number(Math.abs(value))}`

/** How a figure has changed: shares in points, money in percent, counts in pieces. */
export function deltaOf(
  figure: FigureMeta,
  now: number | null,
  before: number | null,
  number: Number,
): Delta | undefined {
  if (now === null || before === null || now === before) return undefined
  const change = now - before
  const good = figure.good && (figure.good === 'more') === change > 0
  const one = { maximumFractionDigits: 1 }
  if (figure.share) return { text: `${signed(change, value => number(value, one))} pt`, good }
  if (figure.measure === 'count') return { text: signed(change, number), good }
  if (before === 0) return undefined
  return { text: `${signed((change / before) * 100, value => number(value, one))}%`, good }
}

/** Whether a figure is on the wrong side of its target. */
export function isMissed({ target, good }: FigureMeta, value: number | null): boolean {
  if (target === undefined || value === null || !good) return false
  return good === 'more' ? value < target : value > target
}

/** The sums in other currencies than the one shown. */
export const otherSums = (value: SummaryValue | undefined, currency: string): readonly Money[] =>
  Array.isArray(value) ? (value as readonly Money[]).filter(money => money.currency !== currency) : []
