import { permissionOf } from '../access/permission.ts'
import { rowCondition } from '../access/scope.ts'
import { tableOf } from '../data/list.ts'
import type { Values } from '../data/shape.ts'
import { sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'
import type { AnyAction } from '../entity/action.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { forbidden, notFound } from '../problem/refusals.ts'
import { ctxOf } from './ctx.ts'
import { perform } from './perform.ts'
import { checkId } from './read.ts'
import { asReader, lockFor, refuseStale } from './write.ts'

export async function runAction(
  work: Work,
  action: AnyAction,
  id: string,
  body: unknown,
  version?: number,
): Promise<Values> {
  if (action.automatic) throw forbidden({ permission: action.permission })
  const record = await lockFor(work, action.entity, id, action.permission)
  await refuseStale(work, action.entity, record, version)
  return asReader(work, action.entity, await perform(work, ctxOf(work), { action, record, body, restricted: true }))
}

export interface ActionChoice {
  readonly name: string
  readonly allowed: boolean
  readonly reason?: 'WRONG_STATE' | 'FORBIDDEN'
}

/** Which actions this person may do on this record now, and why not the others. */
export async function actionChoices(
  work: Work,
  entity: AnyEntity,
  actions: readonly AnyAction[],
  id: string,
): Promise<ActionChoice[]> {
  const offered = actions.filter(a => a.entity === entity && !a.automatic && work.actor.access.may(a.permission))
  const seeing = work.actor.access.grants(permissionOf(entity, 'read'))
  const conditions = offered.map(
    a => rowCondition(entity, work.actor.access.grants(a.permission), 't') ?? sql<boolean>`true`,
  )
  const [cells] =
    await work.read(sql`select ${sql.join([entity.table.name && Object.keys(entity.states).length ? sql`t.status` : sql`''`, ...conditions])}
    from ${tableOf(entity)} as t where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.id = ${checkId(id)}::uuid
    and ${seeing.length ? (rowCondition(entity, seeing, 't') ?? sql<boolean>`true`) : sql<boolean>`false`}`)
  if (!cells) throw notFound()
  return offered.map((action, i) => {
    if (cells[i + 1] !== 't') return { name: action.name, allowed: false, reason: 'FORBIDDEN' }
    if (action.from && !action.from.includes(cells[0] as string))
      return { name: action.name, allowed: false, reason: 'WRONG_STATE' }
    return { name: action.name, allowed: true }
  })
}
