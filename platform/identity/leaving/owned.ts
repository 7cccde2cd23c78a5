import { type Catalog, referencesTo } from '@tenon/kernel/entity/catalog.ts'
import { type AnyEntity, fieldsOf } from '@tenon/kernel/entity/entity.ts'
import type { AnyField, Fields } from '@tenon/kernel/fields/field.ts'
import { member } from '../member/member.entity.ts'

/**
 * One way in which records belong to members. direct: a field names the member. through: a field names a record that
 * stands for the member, such as a sales representative. follows: the owner is that of another record, so that nothing
 * of its own is to be handed over.
 */
export interface Owned {
  readonly entity: AnyEntity
  /** `salesRep`, or `engineers.engineer` for a field of child lines. */
  readonly field: string
  readonly kind: 'direct' | 'through' | 'follows'
  /** The child lines and the reference in them, or the reference alone. */
  readonly lines?: string
  readonly reference: string
  readonly nullable: boolean
  /** No two records may name the same member. */
  readonly isUnique: boolean
  /** through: the record that stands for the member, and its field that says so. */
  readonly standIn?: { readonly entity: AnyEntity; readonly field: string }
}

const fieldOf = (entity: AnyEntity, name: string) => (entity.fields as Fields)[name] as AnyField | undefined
const isGiven = (field: AnyField | undefined) =>
  field?.traits.presence === 'required' || field?.traits.presence === 'optional'
/** What was recorded once and for all tells of the past, and what actions alone write is settled by its own rules. */
const isSettled = (entity: AnyEntity) => Boolean(entity.appendOnly || entity.byActionsOnly)

function described(entity: AnyEntity, names: readonly string[]) {
  const [first = '', second] = names
  const line = second === undefined ? undefined : (fieldOf(entity, first)?.kind.lines?.() as AnyEntity | undefined)
  const reference = second ?? first
  const field = fieldOf(line ?? entity, reference)
  const traits = { nullable: field?.traits.nullable ?? false, isUnique: field?.traits.unique ?? false }
  return { entity, field: names.join('.'), reference, ...traits, ...(line ? { lines: first } : {}) }
}

function direct(): Owned[] {
  return referencesTo(member).flatMap(({ from, field, parent }): Owned[] => {
    const entity = parent ?? from
    if (entity === member || isSettled(entity) || !isGiven(fieldOf(from, field))) return []
    const lines = parent && fieldsOf(parent).find(([, { kind }]) => kind.lines?.() === from)?.[0]
    return [{ ...described(entity, lines ? [lines, field] : [field]), kind: 'direct' }]
  })
}

/** The way from a record to its owner, without the last step, and the record that step is taken from. */
function way(entity: AnyEntity): { steps: readonly string[]; standIn: NonNullable<Owned['standIn']> } | undefined {
  const path = entity.scopes?.own?.split('.') ?? []
  const steps = path.slice(0, -1)
  let at: AnyEntity = entity
  for (const name of steps) {
    const { kind } = fieldOf(at, name) ?? {}
    const next = (kind?.lines?.() ?? kind?.refersTo?.()) as AnyEntity | undefined
    if (!next) return undefined
    at = next
  }
  const last = path.at(-1) ?? ''
  return steps.length && fieldOf(at, last)?.kind.refersTo?.() === member
    ? { steps, standIn: { entity: at, field: last } }
    : undefined
}

function indirect(catalog: Catalog): Owned[] {
  return catalog.entities.flatMap((entity): Owned[] => {
    const found = entity.scopes?.own ? way(entity) : undefined
    if (!found || entity.appendOnly) return []
    const { steps, standIn } = found
    const isLine = Boolean(fieldOf(entity, steps[0] ?? '')?.kind.lines)
    const isNear = steps.length === (isLine ? 2 : 1) && !isSettled(entity) && !isSettled(standIn.entity)
    if (steps.length === 1 && isLine) return [] // the lines themselves name the member: found as direct
    return isNear
      ? [{ ...described(entity, steps), kind: 'through', standIn }]
      : [{ ...described(entity, [steps.join('.')]), field: steps.join('.'), kind: 'follows' }]
  })
}

/** Every way in which records of the deployed systems belong to members, read off their declarations. */
export const waysToOwn = (catalog: Catalog): readonly Owned[] => [...indirect(catalog), ...direct()]
