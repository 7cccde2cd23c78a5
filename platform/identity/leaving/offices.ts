import { changeRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { askGuard } from '@tenon/kernel/operations/guard.ts'
import { member } from '../member/member.entity.ts'
import type { Item } from './leave.ts'
import type { Placed } from './places.ts'
import type { Rule } from './plan.ts'

/** Offices stay vacant unless a rule names who takes them: with an office come roles, which nobody gets by the way. */
export const offices = {
  heads: { entity: 'identity.department', field: 'head' },
  positions: { entity: 'identity.position', field: 'holder' },
} as const

const ruleOf = (rules: readonly Rule[], { entity, field }: Pick<Rule, 'entity' | 'field'>) =>
  rules.find(rule => rule.entity === entity && rule.field === field)?.to ?? null

/** A member's record as head of these departments too. */
function asHead(record: Values, ids: readonly string[]): Values {
  const held = record.departments as readonly Values[]
  const more = ids.filter(id => !held.some(line => line.department === id))
  const added = more.map((department, i) => ({ department, isMain: held.length === 0 && i === 0, isHead: true }))
  const kept = held.map(line => (ids.includes(line.department as string) ? { ...line, isHead: true } : line))
  return { departments: [...kept, ...added] }
}
function asHolder(record: Values, ids: readonly string[]): Values {
  const held = record.positions as readonly Values[]
  const holds = (id: string) => held.some(line => line.post === id && !line.isDeputy)
  return { positions: [...held, ...ids.filter(id => !holds(id)).map(post => ({ post, isDeputy: false }))] }
}

async function give(work: Work, to: string, become: (record: Values) => Values, reason: string | null) {
  const { record } = await lockRecord(work, member, to)
  const values = become(record)
  await askGuard(work, member, record, { ...record, ...values })
  changeRecord(work, member, record, values, { act: 'reassign', event: 'updated', reason }, { restricted: false })
}

/** Gives offices to whom the rules name, within what whoever asks may give. Answers what was given or became vacant. */
export async function handOverOffices(
  work: Work,
  { heads, positions }: Placed,
  rules: readonly Rule[],
  reason: string | null,
): Promise<Item[]> {
  const items: Item[] = []
  for (const [held, office, become] of [
    [heads, offices.heads, asHead],
    [positions, offices.positions, asHolder],
  ] as const) {
    if (held.length === 0) continue
    const to = ruleOf(rules, office)
    const ids = held.map(({ id }) => id)
    if (to) await give(work, to, record => become(record, ids), reason)
    items.push({ ...office, to, count: ids.length })
  }
  return items
}

/** The leaver's record out of all offices. */
export const vacated = (record: Values): Values => ({
  departments: (record.departments as readonly Values[]).map(held => ({ ...held, isHead: false })),
  positions: [],
})
