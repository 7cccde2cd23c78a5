import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import type { Owned } from './owned.ts'
import { countOwned, standInsOf } from './owned-rows.ts'

/** Who takes over the records of one kind; null: they belong to nobody from then on. */
export interface Rule {
  readonly entity: string
  readonly field: string
  readonly to: string | null
}
export interface Wish {
  /** Who takes over what no rule names. */
  readonly to?: string | undefined
  readonly rules: readonly Rule[]
}
/** One kind of records and what is written in the place of the leaver. */
export interface Step {
  readonly way: Owned
  readonly count: number
  readonly to: string | null
  /** The id that takes the place: of the member, or of the record that stands for them. */
  readonly by: string | null
}

const nobody = { en: 'Say who takes these records over.', zh: '请指定这些记录的接手人。' }
const needed = { en: 'These records cannot belong to nobody.', zh: '这些记录必须有负责人。' }
const noStandIn = {
  en: 'Nothing here stands for this member yet, so that these records could become theirs.',
  zh: '该成员在此尚无对应的档案，无法接手这些记录。',
}
const hasOne = { en: 'This member has one already.', zh: '该成员已有一个。' }

class Refused extends Error {
  readonly problem: Omit<FieldProblem, 'field'>
  constructor(code: string, message: FieldProblem['message']) {
    super(code)
    this.problem = { code, ...(message ? { message } : {}) }
  }
}
const keyOf = ({ entity, field }: Pick<Rule, 'entity' | 'field'>) => `${entity} ${field}`
const keyOfWay = ({ entity, field }: Owned) => keyOf({ entity: entity.name, field })

interface Found {
  readonly way: Owned
  readonly count: number
  readonly rule: Rule | undefined
  readonly to: string | null | undefined
}

/** What is unique can be handed to one who has none; otherwise, unless a rule insists, it is released. */
async function direct(work: Work, { way, count, rule, to }: Found): Promise<Step> {
  if (to === null || to === undefined) return { way, count, to: null, by: null }
  const isTaken = way.isUnique && (await standInsOf(work, { entity: way.entity, field: way.reference }, to)).length > 0
  if (!isTaken) return { way, count, to, by: to }
  if (rule || !way.nullable) throw new Refused('NOT_UNIQUE', hasOne)
  return { way, count, to: null, by: null }
}

/** Undefined: the record that stands for the leaver is handed over itself, and these follow it. */
async function through(work: Work, found: Found, others: readonly Found[]): Promise<Step | undefined> {
  const { way, count, to } = found
  if (!way.standIn || to === null || to === undefined) return { way, count, to: null, by: null }
  const [standIn, another] = await standInsOf(work, way.standIn, to)
  if (standIn && !another) return { way, count, to, by: standIn }
  const { entity, field } = way.standIn
  const moved = others.find(other => other.way.entity === entity && other.way.field === field)
  if (!standIn && moved?.to === to) return undefined
  throw new Refused('NO_STAND_IN', noStandIn)
}

function refuseMissing({ way, to }: Found) {
  if (to === undefined) throw new Refused('REQUIRED', nobody)
  if (to === null && !way.nullable && !way.lines) throw new Refused('REQUIRED', needed)
}

/** What is to be done, in this order. Throws INVALID with a problem for each kind of records that nobody takes. */
export async function planLeaving(work: Work, ways: readonly Owned[], memberId: string, wish: Wish): Promise<Step[]> {
  const counts = await countOwned(work, ways, memberId)
  const rules = new Map(wish.rules.map(rule => [keyOf(rule), rule]))
  const found = ways
    .map((way, i): Found => {
      const rule = rules.get(keyOfWay(way))
      return { way, count: counts[i] ?? 0, rule, to: rule ? rule.to : wish.to }
    })
    .filter(({ count, way }) => count > 0 && way.kind !== 'follows')
  const steps: Step[] = []
  const fields: FieldProblem[] = []
  for (const one of found) {
    try {
      refuseMissing(one)
      const step = one.way.kind === 'through' ? await through(work, one, found) : await direct(work, one)
      if (step) steps.push(step)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      fields.push({ field: `rules.${keyOfWay(one.way).replace(' ', '.')}`, ...error.problem })
    }
  }
  if (fields.length) throw invalid({}, { fields })
  return steps
}
