import type { Tone } from '@tenon/kernel/entity/entity.ts'

const undecided = new Set(['SUSPENDED', 'NOT_STARTED'])
const over = new Set(['TERMINATED', 'SUPERSEDED'])

/** The colour of a judgement: good, good with a warning, held back by somebody or by the calendar, ended, or wrong. */
export function toneOf({ valid, code }: { valid: boolean; code: string }): Tone {
  if (valid) return code === 'VALID' ? 'accepted' : 'issue'
  if (over.has(code)) return 'unstarted'
  return undecided.has(code) ? 'issue' : 'risk'
}
