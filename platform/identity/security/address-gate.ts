import { refusal } from '@tenon/kernel/problem/problem.ts'
import { LRUCache } from 'lru-cache'
import { type AddressRule, type Judge, judgeOf } from './addresses.ts'

export const addressNotAllowed = refusal('ADDRESS_NOT_ALLOWED', 403, {
  en: 'Your organisation does not allow working from this network address.',
  zh: '所在组织不允许从当前网络地址访问。',
})

/** As `addressRulesSql` gives it. */
interface Stored {
  readonly rules: readonly AddressRule[]
  readonly trial: readonly AddressRule[] | null
  readonly until: string | null
}

/** The rules of one organisation as text, `p` being its policy; null when there are none to judge by. */
export const addressRulesSql = `case when p.trial_rules is not null or p.address_rules <> '[]'
  then json_build_object('rules', p.address_rules, 'trial', p.trial_rules, 'until', p.trial_ends_at)::text end`

interface Gate {
  readonly usual: Judge
  readonly trial: Judge
  readonly trialEnds: number
}
function build(text: string): Gate {
  const { rules, trial, until } = JSON.parse(text) as Stored
  return { usual: judgeOf(rules), trial: judgeOf(trial ?? rules), trialEnds: trial && until ? Date.parse(until) : 0 }
}
const gates = new LRUCache<string, Gate>({ max: 500 })

/** Whether rules let an address in at this moment: those on trial until they end, then the ones before, by themselves. */
export function isAddressAllowed(rules: string | null, address: string, now: number = Date.now()): boolean {
  if (rules === null) return true
  const gate = gates.get(rules) ?? build(rules)
  gates.set(rules, gate)
  return (now < gate.trialEnds ? gate.trial : gate.usual)(address)
}
