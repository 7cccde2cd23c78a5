import type { Values } from '../data/shape.ts'
import type { Runtime, Work } from '../data/unit-of-work.ts'
import { type AnyEntity, fieldsOf } from '../entity/entity.ts'
import { Sealed } from '../fields/secret/secret.ts'
import { remember } from '../remember.ts'
import { openSecret, sealSecret } from './secret.ts'

const known = new WeakMap<AnyEntity, readonly string[]>()
/** The names of an entity's secret fields. */
export const secretsOf = (entity: AnyEntity): readonly string[] =>
  remember(known, entity, () => fieldsOf(entity).flatMap(([name, { kind }]) => (kind.isSecret ? [name] : [])))

/** The one cell that a sealed text is for: copied into any other, it does not open. */
export const placeOf = (tenantId: string, entity: AnyEntity, id: string, field: string) =>
  `${tenantId} ${entity.name} ${id} ${field}`

/** The values with every secret that was typed sealed for its record. */
export function sealFields(work: Work, entity: AnyEntity, id: string, values: Values): Values {
  const typed = secretsOf(entity).filter(name => typeof values[name] === 'string')
  if (typed.length === 0) return values
  const seal = (name: string) =>
    new Sealed(sealSecret(work.runtime, values[name] as string, placeOf(work.tenant.id, entity, id, name)))
  return { ...values, ...Object.fromEntries(typed.map(name => [name, seal(name)])) }
}

/**
 * What a secret field of a stored record holds, for code that needs it; null when nothing is set. Throws
 * SECRET_UNREADABLE.
 *
 *     const clientSecret = await openField(runtime, tenant.id, ssoProvider, provider, 'clientSecret')
 */
export async function openField(
  runtime: Pick<Runtime, 'secrets'>,
  tenantId: string,
  entity: AnyEntity,
  record: Readonly<Record<string, unknown>>,
  field: string,
): Promise<string | null> {
  const value = record[field]
  if (value === null || value === undefined) return null
  const sealed = value instanceof Sealed ? Sealed.textOf(value) : (value as string)
  return openSecret(runtime, sealed, placeOf(tenantId, entity, record.id as string, field))
}
