import { writeCondition } from '../../access/scope.ts'
import type { Statement } from '../../data/batch.ts'
import { tableOf } from '../../data/list.ts'
import { withLineIds, writeLines } from '../../data/records.ts'
import type { Values } from '../../data/shape.ts'
import { sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import { fieldsOf, statesOf } from '../../entity/entity.ts'
import { drawNumberBlocks } from './number-blocks.ts'
import type { Plan } from './plan.ts'
import { outOfReach } from './row-problem.ts'
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
    return { id: newId(draft), values: withLineIds(entity, { ...values, ...Object.fromEntries(numbers) }) }
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
  for (const { id, values } of rows) writeLines(work, entity, id, {}, values)
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
  const rows = updated.map(({ record, changes }) => ({
    id: record.id as string,
    record,
    values: withLineIds(entity, changes),
  }))
  for (const [fields, group] of byFields(rows)) work.write(updateRows(entity, key, fields, group))
  for (const { id, record, values } of rows) writeLines(work, entity, id, record, values)
  return rows.map(({ id, record, values }) => ({
    recordId: id,
    act: 'update',
    before: Object.fromEntries(Object.keys(values).map(name => [name, record[name] ?? null])),
    after: values,
    version: (record.version as number) + 1,
  }))
}

/** What is created must lie within reach of a right to create. In a batch with one row at fault its halves are tried. */
async function refuseOutOfReach(work: Work, { entity, rights }: Plan, created: readonly RecordChange[]) {
  const fields = [...new Set(created.flatMap(({ after }) => Object.keys(after ?? {})))].filter(
    name => name in entity.fields,
  )
  const meets = created.length ? writeCondition(entity, rights.create, fields, 't') : undefined
  if (!meets) return
  const ids = created.map(({ recordId }) => recordId)
  const beyond = await work.read(sql`select 1 from ${tableOf(entity)} as t
    where t.tenant_id = ${work.tenant.id} and t.id = any(${ids}::uuid[]) and not ${meets} limit 1`)
  if (beyond.length) throw outOfReach()
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
  await refuseOutOfReach(work, plan, created)
  const sending = work.read(nothing) // the records leave now: PostgreSQL writes them while their audit rows are worked out
  const changes = recordChanges(work, plan.entity, [...created, ...updated])
  await sending
  if (changes.length) work.write(insertChanges(work.tenant.id, plan.record.id, changes))
}
