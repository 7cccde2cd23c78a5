import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { heartbeatOf } from '../activation/activation.rules.ts'
import type { ActiveMachine, License, Opened } from './look.ts'
import { type Asked, type Heartbeat, type Judgement, judge, type Known, type Moment } from './validity.rules.ts'

/** A licence as it was looked up, held against the rules. */

const isTimed = ({ from, until }: Opened) => from !== null || until !== null

/** What it opens at the moment. Most open things for good, and then nobody need ask the calendar. */
function openAt(opened: readonly Opened[], { now, zone }: Moment): readonly Opened[] {
  if (!opened.some(isTimed)) return opened
  const day = dayIn(zone, new Date(now))
  return opened.filter(({ from, until }) => (from === null || from <= day) && (until === null || day <= until))
}

const least = (allowed: number, most: number | null) => (most === null ? allowed : Math.min(allowed, most))

/** Machines it may be active on: as many as the policy says, otherwise one for each of its users. */
export const allowedMachines = ({ policy, authorizedUsers }: License) =>
  policy.maxMachines ?? least(authorizedUsers, policy.maxUsers)

function toKnown(licence: License, opened: readonly Opened[]): Known {
  const { policy, actualUsers, actualWorkspaces } = licence
  const { strategy, overage, checkInDays } = policy
  return {
    ...licence,
    strategy,
    overage,
    checkInDays,
    users: { actual: actualUsers, allowed: least(licence.authorizedUsers, policy.maxUsers) },
    workspaces: { actual: actualWorkspaces, allowed: least(licence.authorizedWorkspaces, policy.maxWorkspaces) },
    machines: { actual: licence.machines, allowed: allowedMachines(licence) },
    entitlements: opened.map(({ code }) => code),
  }
}

export const heartbeat = ({ policy }: License, machine: ActiveMachine, now: number): Heartbeat =>
  heartbeatOf(machine, { required: policy.requireHeartbeat, seconds: policy.heartbeatSeconds }, now)

/** What a check is narrowed to; a machine that is not active there is null. */
export interface Scope extends Omit<Asked, 'machine'> {
  readonly machine?: ActiveMachine | null | undefined
}
export interface Judged extends Judgement {
  /** What it opens, as long as it is valid. */
  readonly entitlements: readonly Opened[]
}

export function judgeLicense(licence: License | null, { machine, ...scope }: Scope, moment: Moment): Judged {
  if (!licence) return { ...judge(null, scope, moment), entitlements: [] }
  const opened = openAt(licence.entitlements, moment)
  const asked = machine ? { heartbeat: heartbeat(licence, machine, moment.now) } : machine
  const judgement = judge(toKnown(licence, opened), { ...scope, machine: asked }, moment)
  return { ...judgement, entitlements: judgement.valid ? opened : [] }
}
