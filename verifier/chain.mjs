import { noHash } from './receipt.mjs'

/** What a row of receipts tells that a single one cannot: what is missing, what there is twice, where a clock went back. */

const said = {
  GAP: ({ from, to }) => `The receipts ${from} to ${to} are missing.`,
  FORK: ({ sequence }) => `There are two histories at receipt ${sequence}: the installation was copied or set back.`,
  CLOCK_ROLLED_BACK: ({ sequence }) => `The clock went back before receipt ${sequence}.`,
  UNREPORTED: ({ sequence }) => `No use was recorded for some time before receipt ${sequence}.`,
}
const finding = (code, sequence, more = {}) => ({
  code,
  sequence,
  ...more,
  detail: said[code]({ sequence, ...more }),
})

const goesBack = ({ periodStart, periodEnd, recordedAt }) => periodEnd < periodStart || recordedAt < periodEnd

/** A receipt against the one it names as the one before. */
function between(previous, next) {
  if (next.recordedAt < previous.recordedAt || next.periodStart < previous.periodEnd)
    return [finding('CLOCK_ROLLED_BACK', next.sequence)]
  return next.periodStart > previous.periodEnd ? [finding('UNREPORTED', next.sequence)] : []
}

/** What a receipt tells after those of the number before it: several, where the history had forked. */
function step(tips, next) {
  const alone = goesBack(next) ? [finding('CLOCK_ROLLED_BACK', next.sequence)] : []
  const last = tips[0].sequence
  if (next.sequence > last + 1)
    return [finding('GAP', next.sequence, { from: last + 1, to: next.sequence - 1 }), ...alone]
  const previous = tips.find(({ hash }) => hash === next.prevHash)
  if (!previous) return [finding('FORK', next.sequence), ...alone]
  return alone.length || previous === start ? alone : between(previous, next)
}

const start = { sequence: 0, hash: noHash }

/**
 * What is noticed in receipts of one installation, each faultless by itself, in whatever order. Without a finding they
 * are an unbroken history from the first, or from `known`, the last receipt that was seen before.
 *
 * @param {readonly any[]} receipts
 * @param {any} [known]
 */
export function examineChain(receipts, known) {
  const ordered = [...receipts].sort((a, b) => a.sequence - b.sequence || (a.hash < b.hash ? -1 : 1))
  const findings = []
  let tips = [known ?? start]
  for (const receipt of ordered) {
    const at = tips[0].sequence
    if (receipt.sequence < at || tips.some(({ hash }) => hash === receipt.hash)) continue
    if (receipt.sequence > at) {
      findings.push(...step(tips, receipt))
      tips = [receipt]
    } else {
      findings.push(finding('FORK', at))
      tips = [...tips, receipt]
    }
  }
  return findings
}
