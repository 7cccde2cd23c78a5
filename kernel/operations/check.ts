import { z } from 'zod'
import { require } from '../access/access.ts'
import { demandsOf } from '../access/demands.ts'
import { everything } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, writeCondition } from '../access/scope.ts'
import { reachable, tableOf } from '../data/list.ts'
import { wholeShape } from '../data/records.ts'
import type { Values } from '../data/shape.ts'
import { sql } from '../data/sql.ts'
import { unitOfWork, type Work } from '../data/unit-of-work.ts'
import { createSchema, parseBody, patchSchema } from '../derive/zod.ts'
import { type AnyEntity, type Facet, fieldsOf, snake, titleFields } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import type { Language } from '../messages/language.ts'
import { fieldProblems, sayField } from '../problem/field-codes.ts'
import { type FieldProblem, Problem } from '../problem/problem.ts'
import { forbidden, notFound } from '../problem/refusals.ts'
import { askGuard } from './guard.ts'
import { checkId, listRecords, type Session, titleOf, titlesById } from './read.ts'
import { refuseByHand, refuseFixed, refuseHiddenFields, refuseMasks } from './write.ts'

export const checkBody = z.strictObject({
  /** The record that would change; a new one without it. */
  id: z.uuid().optional(),
  /** What is typed so far: a create may still lack fields. */
  values: z.record(z.string(), z.unknown()),
})
const named = z.object({ id: z.uuid(), title: z.string() })
export const checkReply = z.object({
  fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string(), existing: named.optional() })),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  alike: z.array(named.extend({ field: z.string() })),
})
type Checked = z.infer<typeof checkReply>

/** What refuses the values, whether at fields or as a whole; nothing is an answer too. */
async function refusedBy(judge: () => unknown): Promise<Problem | undefined> {
  try {
    await judge()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** The record as it stands, if the caller may change it in these fields: read without a lock, for nothing is written. */
async function changeable(work: Work, entity: AnyEntity, id: string, fields: string[]): Promise<Values> {
  const permission = permissionOf(entity, 'update')
  const { seeing, acting } = demandsOf(work.actor.access, entity, permission)
  const meets = writeCondition(entity, acting, fields, 't') ?? sql<boolean>`true`
  const shape = wholeShape(entity)
  const [cells] = await work.read(sql`select ${meets}, ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, seeing), sql` and `)} and t.id = ${checkId(id)}::uuid`)
  if (!cells) throw notFound()
  if (cells[0] !== 't') throw forbidden({ permission })
  return shape.read(cells.slice(1), work.today)
}

/** The values that fit their kinds, and what is wrong with the others. */
function parsed(entity: AnyEntity, values: Values): { good: Values; problems: FieldProblem[] } {
  const { version: _, ...given } = values
  const result = patchSchema(entity).safeParse(given, { reportInput: true })
  if (result.success) return { good: result.data, problems: [] }
  const problems = fieldProblems(result.error)
  const faulty = new Set(problems.map(({ field }) => field.split('.')[0] as string))
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(name)))
  return { good: parseBody(patchSchema(entity), rest), problems }
}

const uniquesOf = (entity: AnyEntity): readonly (readonly string[])[] => [
  ...fieldsOf(entity)
    .filter(([, { traits }]) => traits.unique)
    .map(([name]) => [name]),
  ...(entity.unique ?? []),
]

/** The living record that already has these values, whoever may see it: the create would be refused because of it. */
async function holderOf(work: Work, entity: AnyEntity, names: readonly string[], values: Values, own?: string) {
  const same = names.map(name => {
    const kind = (entity.fields as Fields)[name]?.kind
    const operand = kind?.write(values[name] as never)[0]
    const column = sql.ref(`t.${snake(name)}`)
    const typed = sql`${operand}::${sql.raw(kind?.columns[0]?.type as string)}`
    return kind?.name === 'email'
      ? sql<boolean>`lower(${column}) = lower(${typed})`
      : sql<boolean>`${column} = ${typed}`
  })
  const where = [...reachable(entity, everything), ...same]
  const rows = await work.read(
    sql`select t.id from ${tableOf(entity)} as t where ${sql.join(where, sql` and `)} limit 2`,
  )
  return rows.map(([id]) => id as string).find(id => id !== own)
}

interface Taken extends FieldProblem {
  readonly holder: string
}

async function taken(work: Work, entity: AnyEntity, values: Values, before: Values | null): Promise<Taken[]> {
  const found: Taken[] = []
  for (const names of uniquesOf(entity)) {
    const whole = { ...before, ...values }
    const isAsked = names.some(name => name in values) && names.every(name => whole[name] != null)
    const holder = isAsked ? await holderOf(work, entity, names, whole, before?.id as string | undefined) : undefined
    const field = names.find(name => name in values)
    if (holder && field) found.push({ field, code: 'NOT_UNIQUE', holder })
  }
  return found
}

/** Rules between fields can only be judged once all that a record needs is there. */
async function judged(work: Work, entity: AnyEntity, values: Values, before: Values | null) {
  const whole = before ? { data: { ...before, ...values } } : createSchema(entity).safeParse(values)
  return whole.data ? refusedBy(() => askGuard(work, entity, before, whole.data as Values)) : undefined
}

async function examine(work: Work, entity: AnyEntity, body: z.infer<typeof checkBody>) {
  const { good, problems } = parsed(entity, body.values)
  const names = Object.keys(good)
  const before = body.id ? await changeable(work, entity, body.id, names) : null
  const grants = require(work.actor.access, permissionOf(entity, before ? 'update' : 'create'))
  const refusals = [
    await refusedBy(() => refuseHiddenFields(entity, grants, good)),
    await refusedBy(() => refuseMasks(work, entity, good)),
    before ? await refusedBy(() => refuseFixed(entity, before, good)) : undefined,
    await judged(work, entity, good, before),
  ].filter(refusal => refusal !== undefined)
  return {
    problems: [...problems, ...refusals.flatMap(({ details }) => details.fields ?? [])],
    whole: refusals.find(({ details }) => !details.fields?.length),
    taken: await taken(work, entity, good, before),
  }
}

const fewest = (text: string) => (/\p{Script=Han}/u.test(text) ? 2 : 3)

/** Records the caller may list whose name contains what was typed as the name of a new one: perhaps it is there already. */
async function alikeOf(session: Session, entity: AnyEntity, values: Values, facet?: Facet<Fields>) {
  const [field = ''] = titleFields(entity)
  const text = typeof values[field] === 'string' ? (values[field] as string).trim() : ''
  const grants = session.actor.access.grants(permissionOf(entity, 'list'))
  const isOpen = grants.length > 0 && fieldCondition(entity, grants, field, 't') === 'always'
  const { kind, traits } = (entity.fields as Fields)[field] ?? {}
  if (!isOpen || kind?.name !== 'text' || !traits?.searchable || text.length < fewest(text)) return []
  const query = { [`filter[${field}][contains]`]: text, 'page[size]': '3' }
  const { data } = await listRecords(session, entity, query, facet)
  return data.map(row => ({ field, id: row.id as string, title: titleOf(entity, row) }))
}

/**
 * What a create, or an update of `id`, would say to these values, without writing anything: faults at fields, whether a
 * unique value is taken and by which record (named only to who may read it), a rule that refuses the whole, and for a new
 * record those of nearly the same name. Needs the right that the write needs.
 */
export async function checkRecord(
  session: Session,
  entity: AnyEntity,
  body: unknown,
  language: Language,
  facet?: Facet<Fields>,
): Promise<Checked> {
  const asked = parseBody(checkBody, body) as z.infer<typeof checkBody>
  require(session.actor.access, permissionOf(entity, asked.id ? 'update' : 'create'))
  refuseByHand(entity)
  const { runtime, tenant, actor } = session
  const found = await unitOfWork(runtime, tenant, actor, work => examine(work, entity, asked))
  const holders = await titlesById(session, entity, [...new Set(found.taken.map(({ holder }) => holder))])
  const told = (problem: FieldProblem) => ({
    field: problem.field,
    code: problem.code,
    message: sayField(problem, language),
  })
  return {
    fields: [
      ...found.problems.map(told),
      ...found.taken.map(({ holder, ...problem }) => {
        const title = holders.get(holder)
        return { ...told(problem), ...(title === undefined ? {} : { existing: { id: holder, title } }) }
      }),
    ],
    problem: found.whole ? { code: found.whole.code, detail: found.whole.say(language) } : null,
    alike: asked.id ? [] : await alikeOf(session, entity, asked.values, facet),
  }
}
