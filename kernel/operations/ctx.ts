import { everything } from '../access/grant.ts'
import { filterConditions } from '../data/filter.ts'
import { reachable, tableOf } from '../data/list.ts'
import { changeRecord, insertRecord, lockRecord, setRemoved, wholeShape } from '../data/records.ts'
import type { Values } from '../data/shape.ts'
import { type RawBuilder, sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'
import type { Action, AnyAction } from '../entity/action.ts'
import type { Ctx } from '../entity/ctx.ts'
import type { AnyEntity, NewRecord, Patch, Row } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { perform } from './perform.ts'

async function findRows(work: Work, entity: AnyEntity, where: Values): Promise<Values[]> {
  const shape = wholeShape(entity)
  const filters = Object.entries(where).map(([field, value]) =>
    value === null
      ? ({ field, operator: 'empty', text: 'true' } as const)
      : ({ field, operator: 'eq', text: String(value) } as const),
  )
  const conditions = [...reachable(entity, everything), ...filterConditions(entity, filters, () => true, 't')]
  const rows = await work.read(sql`select ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(conditions, sql` and `)} order by t.id limit 500`)
  return rows.map(cells => shape.read(cells, work.today))
}

const works = new WeakMap<Ctx, Work>()
/** The unit of work behind a context, for what the platform itself queues in it. */
export function workOf(ctx: Ctx): Work {
  const work = works.get(ctx)
  if (!work) throw new Error('This context was not made by a unit of work')
  return work
}

/** What code of a system is given: the unit of work with the authority of the action, job or reaction that runs. */
export function ctxOf(work: Work): Ctx {
  const ctx: Ctx = {
    tenant: work.tenant,
    actor: work.actor,
    today: work.today,
    now: work.now,
    get: async <E extends AnyEntity>(entity: E, id: string) => (await lockRecord(work, entity, id)).record as Row<E>,
    find: async <E extends AnyEntity>(entity: E, where: Partial<Row<E>>) =>
      (await findRows(work, entity, where as Values)) as Row<E>[],
    query: async <R>(statement: RawBuilder<R>) =>
      (await work.read(sql`select to_jsonb(q)::text from (${statement}) as q`)).map(
        ([cell]) => JSON.parse(cell as string) as R,
      ),
    create: async <E extends AnyEntity>(entity: E, values: NewRecord<E>) =>
      (await insertRecord(work, entity, values as Values, { restricted: false })) as Row<E>,
    update: async <E extends AnyEntity>(entity: E, id: string, patch: Patch<E>) => {
      const { record } = await lockRecord(work, entity, id)
      return changeRecord(
        work,
        entity,
        record,
        patch as Values,
        { act: 'update', event: 'updated' },
        { restricted: false },
      ) as Row<E>
    },
    remove: async (entity, id) => {
      const { record } = await lockRecord(work, entity, id)
      setRemoved(work, entity, record, true)
    },
    run: async <E extends AnyEntity, I extends Fields>(action: Action<E, I>, id: string, body: unknown) => {
      const { record } = await lockRecord(work, action.entity, id)
      return (await perform(work, ctx, { action: action as AnyAction, record, body, restricted: false })) as Row<E>
    },
  }
  works.set(ctx, work)
  return ctx
}
