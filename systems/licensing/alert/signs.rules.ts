import { addDays } from '@tenon/kernel/fields/date/day.ts'
import type { Usage } from '../license/license.rules.ts'
import { type Expiry, expirySign, type Overage, type Sign, useSign } from './ladder.rules.ts'

/** What is known of a licence when it is judged. Days are the tenant's. */
export interface Facts extends Usage, Expiry {
  readonly status: string
  readonly activationMode: 'online' | 'offline'
  readonly termSeq: number
  readonly overage: Overage | null
  readonly usageReportedOn: string | null
  readonly firstUsedOn: string | null
  readonly startsOn: string
  /** Days between two check-ins; null when its policy asks for none. */
  readonly checkInDays: number | null
  readonly checkedInOn: string | null
  readonly unpaid: readonly { readonly no: string; readonly orderedOn: string }[]
  /** Machines that have been silent for longer than their policy allows, and since when. */
  readonly silent: readonly { readonly name: string; readonly since: string }[]
  /** Fingerprints that work under another licence of the same product too. */
  readonly cloned: readonly string[]
  /** What in the receipts of an installation speaks of a copy, and since when. */
  readonly broken: readonly { readonly from: string; readonly finding: string; readonly on: string }[]
}

/** Days without a report of use after which it is stale; who has no way to the internet brings one each quarter. */
const staleAfter = { online: 30, offline: 100 } as const
/** Days within which a purchase is to be paid. */
const paymentDays = 30

const running = new Set(['issued', 'deployed', 'inUse', 'grace'])
const atWork = new Set(['inUse', 'grace'])
const judged = new Set([...running, 'expired'])

function staleSign({ status, activationMode, usageReportedOn, firstUsedOn }: Facts, today: string): Sign | undefined {
  const since = usageReportedOn ?? firstUsedOn
  const days = staleAfter[activationMode]
  if (!atWork.has(status) || since === null || addDays(since, days) >= today) return undefined
  return {
    key: `stale/${since}/${days}`,
    kind: 'usageStale',
    severity: 'warning',
    threshold: days,
    dueOn: since,
    subject: null,
  }
}

function checkInSign(facts: Facts, today: string): Sign | undefined {
  const { status, checkInDays, checkedInOn, startsOn } = facts
  const since = checkedInOn ?? startsOn
  if (!running.has(status) || checkInDays === null) return undefined
  const dueOn = addDays(since, checkInDays)
  if (dueOn >= today) return undefined
  const told = { severity: 'critical', threshold: checkInDays, dueOn, subject: null } as const
  return { key: `checkIn/${since}/${checkInDays}`, kind: 'checkInOverdue', ...told }
}

const unpaidSigns = ({ status, unpaid }: Facts, today: string): Sign[] =>
  unpaid
    .map(({ no, orderedOn }) => ({ no, dueOn: addDays(orderedOn, paymentDays) }))
    .filter(({ dueOn }) => running.has(status) && dueOn < today)
    .map(({ no, dueOn }) => {
      const told = { severity: 'warning', threshold: paymentDays, dueOn, subject: no } as const
      return { key: `unpaid/${no}/${paymentDays}`, kind: 'unpaid', ...told }
    })

const silentSigns = ({ silent }: Facts): Sign[] =>
  silent.map(({ name, since }) => {
    const told = { severity: 'warning', threshold: null, dueOn: since.slice(0, 10), subject: name } as const
    return { key: `heartbeat/${name}/${since}`, kind: 'heartbeatDead', ...told }
  })

const cloneSigns = ({ cloned }: Facts): Sign[] =>
  cloned.map(subject => {
    const told = { severity: 'critical', threshold: null, dueOn: null, subject } as const
    return { key: `clone/${subject}/seen`, kind: 'cloneSuspected', ...told }
  })

const chainSigns = ({ broken }: Facts): Sign[] =>
  broken.map(({ from, finding, on }) => {
    const told = { severity: 'critical', threshold: null, dueOn: on, subject: null } as const
    return { key: `chain/${from}/${finding}`, kind: 'cloneSuspected', ...told }
  })

/** Every reason there is for an alert about a licence. What is suspended, superseded or ended gives none. */
export function signsOf(facts: Facts, today: string): Sign[] {
  if (!judged.has(facts.status)) return []
  const expiry = expirySign(facts, today)
  if (!running.has(facts.status)) return expiry ? [expiry] : []
  const single = [expiry, useSign(facts), staleSign(facts, today), checkInSign(facts, today)]
  return [
    ...single.filter(sign => sign !== undefined),
    ...unpaidSigns(facts, today),
    ...silentSigns(facts),
    ...cloneSigns(facts),
    ...chainSigns(facts),
  ]
}
