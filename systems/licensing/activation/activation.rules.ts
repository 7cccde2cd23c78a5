import type { Matching } from '../policy/policy.rules.ts'
import type { Heartbeat } from '../validity/validity.rules.ts'

/** When a machine is the one it was, and whether it is still there. */

/** Marks of a machine by name: `{ board: '…', disk: '…' }`. */
export type Marks = Readonly<Record<string, string>>
export interface Machine {
  readonly fingerprint: string
  readonly marks: Marks | null
}

const wanted: Readonly<Record<Matching, (count: number) => number>> = {
  any: () => 1,
  two: count => Math.min(2, count),
  most: count => Math.floor(count / 2) + 1,
  all: count => count,
}

const size = (marks: Marks | null) => Object.keys(marks ?? {}).length

/**
 * Whether two descriptions are of one machine. Where both tell marks, enough of them must agree, out of those the machine
 * had when it was activated; otherwise the fingerprint alone decides.
 */
export function isSameMachine(activated: Machine, asking: Machine, matching: Matching): boolean {
  if (size(activated.marks) === 0 || size(asking.marks) === 0) return activated.fingerprint === asking.fingerprint
  const marks = Object.entries(activated.marks as Marks)
  const agreeing = marks.filter(([name, value]) => asking.marks?.[name] === value).length
  return agreeing >= wanted[matching](marks.length)
}

/** How a machine is, from the instants in milliseconds it was activated and last heard of. */
export function heartbeatOf(
  { activatedAt, lastHeartbeatAt }: { activatedAt: number; lastHeartbeatAt: number | null },
  { required, seconds }: { required: boolean; seconds: number },
  now: number,
): Heartbeat {
  const silence = now - (lastHeartbeatAt ?? activatedAt)
  if (required && silence > seconds * 1000) return 'dead'
  return lastHeartbeatAt === null ? 'notStarted' : 'alive'
}
