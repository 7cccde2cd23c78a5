import { changeRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { askGuard } from '@tenon/kernel/operations/guard.ts'
import { member } from '../member/member.entity.ts'
import type { Item } from './leave.ts'
import type { Placed, Post } from './places.ts'
import type { Rule } from './plan.ts'

/** Offices stay vacant unless a rule names who takes them: with an office come roles, which nobody gets by the way. */
export const offices = {
  heads: { entity: 'identity.department', field: 'head' },
  positions: { entity: 'identity.position', field: 'holder' },
} as const

const ruleOf = (rules: readonly Rule[], { entity, field }: Pick<Rule, 'entity' | 'field'>) =>
  rules.find(rule => rule.entity === entity && rule.field === field)?.to ?? null

/** A member's record as head of these departments too. */
function asHead(record: Values, { heads }: Placed): Values {
  const ids = heads.map(({ id }) => id)
  const held = record.departments as readonly Values[]
  const more = ids.filter(id => !held.some(line => line.department === id))
  const added = more.map((department, i) => ({ department, isMain: held.length === 0 && i === 0, isHead: true }))
  const kept = held.map(line => (ids.includes(line.department as string) ? { ...line, isHead: true } : line))
  return { departments: [...kept, ...added] }
}
/** Also in these positions, as the leaver was: for their own, or as a deputy. */
function asHolder(record: Values, { positions }: Placed): Values {
  const held = record.positions as readonly Values[]
  const holds = ({ id, isDeputy }: Post) => held.some(line => line.post === id && Boolean(line.isDeputy) === isDeputy)
  const more = positions.filter(post => !holds(post)).map(({ id, isDeputy }) => ({ post: id, isDeputy }))
  return { positions: [...held, ...more] }
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
  places: Placed,
  rules: readonly Rule[],
  reason: string | null,
): Promise<Item[]> {
  const items: Item[] = []
  for (const [held, office, become] of [
    [places.heads, offices.heads, asHead],
    [places.positions, offices.positions, asHolder],
  ] as const) {
    if (held.length === 0) continue
    const to = ruleOf(rules, office)
    if (to) await give(work, to, record => become(record, places), reason)
    items.push({ ...office, to, count: held.length })
  }
  return items
}

/** The leaver's record out of all offices. */
export const vacated = (record: Values): Values => ({
  departments: (record.departments as readonly Values[]).map(held => ({ ...held, isHead: false })),
  positions: [],
})
