import type { Statement } from '../../data/batch.ts'
import type { Values } from '../../data/shape.ts'
import type { Work } from '../../data/unit-of-work.ts'
import { fieldsOf, statesOf } from '../../entity/entity.ts'
import { drawNumberBlocks } from './number-blocks.ts'
import type { Plan } from './plan.ts'
import { newId } from './row-reader.ts'
import type { Verdict } from './verdict.ts'
import { insertChanges, type RecordChange, recordChanges } from './write-events.ts'
import { byFields, insertRows, updateRows } from './write-rows.ts'

type Created = Extract<Verdict, { is: 'created' }>
type Updated = Extract<Verdict, { is: 'updated' }>

/** Nothing is told of a field that holds nothing. */
const told = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0)),
  )

async function numbered(work: Work, { entity }: Plan, created: readonly Created[]) {
  const blocks = await drawNumberBlocks(work, entity, created.length)
  return created.map(({ draft, values }, i) => {
    const numbers = [...blocks].map(([name, list]) => [name, list[i]] as const)
    return { id: newId(draft), values: { ...values, ...Object.fromEntries(numbers) } as Values }
  })
}

async function writeCreated(work: Work, plan: Plan, created: readonly Created[]): Promise<RecordChange[]> {
  if (created.length === 0) return []
  const { entity } = plan
  const rows = await numbered(work, plan, created)
  const [start] = statesOf(entity)
  const status = start ? { status: start } : {}
  const own = {
    tenant_id: work.tenant.id,
    created_at: work.now,
    updated_at: work.now,
    created_by: work.actor.memberId,
    ...status,
  }
  const fields = fieldsOf(entity)
    .map(([name]) => name)
    .filter(name => rows.some(row => row.values[name] !== undefined && row.values[name] !== null))
  work.write(insertRows(entity, own, fields, rows))
  return rows.map(({ id, values }) => ({
    recordId: id,
    act: 'create',
    before: null,
    after: { ...told(values), ...status },
    version: 1,
  }))
}

function writeUpdated(work: Work, { entity }: Plan, updated: readonly Updated[]): RecordChange[] {
  const key = { tenantId: work.tenant.id, at: work.now }
  const rows = updated.map(({ record, changes }) => ({ id: record.id as string, values: changes }))
  for (const [fields, group] of byFields(rows)) work.write(updateRows(entity, key, fields, group))
  return updated.map(({ record, changes }) => ({
    recordId: record.id as string,
    act: 'update',
    before: Object.fromEntries(Object.keys(changes).map(name => [name, record[name] ?? null])),
    after: changes,
    version: (record.version as number) + 1,
  }))
}

const nothing: Statement = { text: 'select', values: [] }

/** Queues everything a judged batch writes: records, audit rows, outbox events, and what an undo needs to know. */
export async function writeBatch(work: Work, plan: Plan, verdicts: readonly Verdict[]): Promise<void> {
  const created = await writeCreated(
    work,
    plan,
    verdicts.filter(verdict => verdict.is === 'created'),
  )
  const updated = writeUpdated(
    work,
    plan,
    verdicts.filter(verdict => verdict.is === 'updated'),
  )
  const sending = work.read(nothing) // the records leave now: PostgreSQL writes them while their audit rows are worked out
  const changes = recordChanges(work, plan.entity, [...created, ...updated])
  await sending
  if (changes.length) work.write(insertChanges(work.tenant.id, plan.record.id, changes))
}
