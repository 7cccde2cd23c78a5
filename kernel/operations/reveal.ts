import { z } from 'zod'
import { require } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, rowCondition, shownCondition } from '../access/scope.ts'
import { reachable, tableOf } from '../data/list.ts'
import { recordAct } from '../data/records.ts'
import { shapeOf } from '../data/shape.ts'
import { sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'
import { parseBody } from '../derive/zod.ts'
import { type AnyEntity, fieldsOf } from '../entity/entity.ts'
import { forbidden, invalid, notFound } from '../problem/refusals.ts'
import { checkId } from './read.ts'

export const revealBody = z.strictObject({
  field: z.string().min(1).max(100),
  reason: z.string().trim().min(1).max(500).optional(),
})

/** One cell of its own: lines and secrets are none, and what is worked out has nothing to hide but its sources. */
const revealable = (entity: AnyEntity) =>
  fieldsOf(entity)
    .filter(([, { kind }]) => kind.columns.length > 0 && !kind.isSecret)
    .map(([name]) => name)

/** Whether the right to reveal reaches this row and field, and reading shows at least that something is there. */
function allowed(work: Work, entity: AnyEntity, field: string) {
  const { access } = work.actor
  const revealing = require(access, permissionOf(entity, 'reveal'))
  const reading = require(access, permissionOf(entity, 'read'))
  if (!revealable(entity).includes(field)) throw invalid({}, { fields: [{ field: 'field', code: 'UNKNOWN_FIELD' }] })
  const conditions = [
    rowCondition(entity, revealing, 't') ?? ('always' as const),
    fieldCondition(entity, revealing, field, 't'),
    shownCondition(entity, reading, field, 't'),
  ]
  const open = conditions.map(condition =>
    typeof condition === 'string' ? sql<boolean>`${condition === 'always'}::boolean` : condition,
  )
  return { reading, meets: sql<boolean>`(${sql.join(open, sql` and `)})` }
}

/**
 * Shows one masked value as it is. That somebody looked is kept in the record's history for ever, the value is not.
 * Throws NOT_FOUND for a record one may not see, FORBIDDEN where the right to reveal does not reach.
 */
export async function revealField(
  work: Work,
  entity: AnyEntity,
  id: string,
  body: unknown,
): Promise<{ field: string; value: unknown }> {
  require(work.actor.access, permissionOf(entity, 'reveal'))
  const { field, reason } = parseBody(revealBody, body) as z.infer<typeof revealBody>
  const { reading, meets } = allowed(work, entity, field)
  const shape = shapeOf(entity, [], [field])
  const [cells] = await work.read(sql`select ${meets}, ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, reading), sql` and `)} and t.id = ${checkId(id)}::uuid`)
  if (!cells) throw notFound()
  if (cells[0] !== 't') throw forbidden({ permission: permissionOf(entity, 'reveal') })
  const record = shape.read(cells.slice(1), work.today)
  const change = { act: 'reveal', event: 'revealed', reason: reason ?? null }
  recordAct(work, entity, record.id as string, change, null, { revealed: field })
  return { field, value: record[field] ?? null }
}
