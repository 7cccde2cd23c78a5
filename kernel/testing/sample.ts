import type { AnyEntity } from '../entity/entity.ts'
import { fieldsOf } from '../entity/entity.ts'
import type { AnyField } from '../fields/field.ts'
import type { Person } from './app.ts'

let counter = 0

/** Lines that need a record there is none of, such as another of the very kind they stand in, are left out. */
const isWhole = (line: AnyEntity, ids: Readonly<Record<string, string>>) =>
  fieldsOf(line).every(
    ([, { kind, traits }]) =>
      traits.presence !== 'required' || !kind.refersTo || ids[kind.refersTo().name] !== undefined,
  )

/** A valid value for a field, different on each call where that is possible. */
function sampleValue(name: string, { kind }: AnyField, ids: Readonly<Record<string, string>>): unknown {
  const n = ++counter
  const options = kind.ui.options as readonly string[] | undefined
  const line = kind.lines?.() as AnyEntity | undefined
  if (line) return isWhole(line, ids) ? [sampleFields(line, ids)] : []
  if (kind.refersTo) return ids[kind.refersTo().name]
  const values: Record<string, unknown> = {
    text: `${name} ${n} 样例`.slice(0, Number(kind.ui.maxLength ?? 200)),
    longText: `${name}\n${n}`,
    integer: Math.max(Number(kind.ui.min ?? 1), 1),
    decimal: '1',
    money: { amount: '100.00', currency: 'CNY' },
    boolean: true,
    date: '2026-12-31',
    instant: '2026-12-31T10:00:00.000Z',
    choice: options?.[0],
    multiChoice: options?.slice(0, 1),
    email: `person${n}@example.com`,
    phone: '+86 21 5550100',
    url: 'https://example.com/',
    json: { a: 1 },
    secret: `secret ${n}`,
    file: '00000000-0000-7000-8000-000000000001',
  }
  return values[kind.name]
}

export function sampleFields(entity: AnyEntity, ids: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = fieldsOf(entity).filter(
    ([, { traits }]) => traits.presence === 'required' || traits.presence === 'optional',
  )
  const values = given.map(([name, field]) => [name, sampleValue(name, field, ids)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

const refersTo = (entity: AnyEntity): AnyEntity[] =>
  fieldsOf(entity).flatMap(([, { kind }]) => {
    const line = kind.lines?.() as AnyEntity | undefined
    const target = kind.refersTo?.() as AnyEntity | undefined
    return line ? refersTo(line) : target && target !== entity ? [target] : []
  })

/** Bodies that the declarations alone cannot give: rules between fields. Merged over the sample. */
export type Overrides = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** A valid body for an entity, after creating whatever it refers to. `undefined` for one that cannot be created by hand. */
export async function sampleBody(
  person: Person,
  entity: AnyEntity,
  overrides: Overrides,
  made = new Map<string, string>(),
): Promise<Record<string, unknown> | undefined> {
  if (!entity.path || entity.byActionsOnly) return undefined
  for (const target of refersTo(entity)) {
    if (made.has(target.name)) continue
    made.set(target.name, '')
    const body = await sampleBody(person, target, overrides, made)
    if (!body) continue
    const { status, body: reply } = await person.post(`/${target.path}`, body)
    if (status !== 201) throw new Error(`${target.name} could not be created: ${JSON.stringify(reply)}`)
    made.set(target.name, reply.id)
  }
  const ids = Object.fromEntries([...made].filter(([, id]) => id))
  return { ...sampleFields(entity, ids), ...overrides[entity.name] }
}
