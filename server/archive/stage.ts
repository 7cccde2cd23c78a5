import type { Session } from './connection.ts'
import type { Header, Opened, Row } from './format.ts'
import { type PeopleTable, peopleTables } from './people.ts'
import { type Column, quoted, type Table, tableNamed, walledTables } from './tables.ts'

/** A table of the archive beside the one of this database that it goes into, and where its rows wait meanwhile. */
export interface Staged {
  readonly target: Table
  /** The columns that the archive has, as this database knows them. */
  readonly columns: readonly Column[]
  readonly stage: string
  readonly isWalled: boolean
}

function columnsFor(target: Table, { name, columns }: Header['tables'][number], from: string): Column[] {
  const known = new Map(target.columns.map(column => [column.name, column]))
  const unknown = columns.find(column => !known.has(column))
  if (unknown) throw new Error(`This version has no column ${name}.${unknown}, which ${from} holds.`)
  const missing = target.columns.find(column => column.required && !columns.includes(column.name))
  if (missing) throw new Error(`This version needs ${name}.${missing.name}, which ${from} does not hold.`)
  return columns.map(column => known.get(column) as Column)
}

const without = (table: Table, column: string): Table => ({
  ...table,
  columns: table.columns.filter(({ name }) => name !== column),
})

async function targetsOf(session: Session): Promise<ReadonlyMap<string, Table & { isWalled: boolean }>> {
  const walled = (await walledTables(session)).map(table => ({ ...without(table, 'tenant_id'), isWalled: true }))
  const people = (await peopleTables(session)).map((table: PeopleTable) => ({ ...table, isWalled: false }))
  const tenant = (await tableNamed(session, 'kernel.tenant')) as Table
  return new Map([{ ...tenant, isWalled: false }, ...people, ...walled].map(table => [table.name, table]))
}

/** Pairs each table of the archive with the live one. Throws an Error of one line for what this version does not know. */
export async function planStages(session: Session, { version, tables }: Header): Promise<readonly Staged[]> {
  const targets = await targetsOf(session)
  const from = `the archive of version ${version}`
  const twice = tables.find(({ name }, i) => tables.findIndex(other => other.name === name) !== i)
  if (twice) throw new Error(`The archive names the table ${twice.name} twice.`)
  return tables.map((table, i) => {
    const target = targets.get(table.name)
    if (!target) throw new Error(`This version has no table ${table.name}, which ${from} holds.`)
    const columns = columnsFor(target, table, from)
    return { target, columns, stage: `pg_temp.tenon_restore_${i}`, isWalled: target.isWalled }
  })
}

const list = (columns: readonly Column[], prefix = '') => columns.map(({ name }) => prefix + quoted(name)).join(', ')

async function createStage({ rows }: Session, { target, columns, stage }: Staged): Promise<void> {
  const name = stage.replace('pg_temp.', '')
  await rows(`create temporary table ${name} on commit drop as select ${list(columns)} from ${target.sql} with no data`)
}

const most = 1_000
const mostBytes = 1_000_000

/** Values reach the database as parameters, one array of texts for each column. */
async function insert({ rows }: Session, { columns, stage }: Staged, batch: readonly Row[]): Promise<void> {
  if (columns.length === 0) return
  const arrays = columns.map((_, i) => batch.map(cells => cells[i + 1]))
  const casts = columns.map(({ type }, i) => `r.c${i}::${type}`).join(', ')
  const names = columns.map((_, i) => `c${i}`).join(', ')
  const parameters = columns.map((_, i) => `$${i + 1}::text[]`).join(', ')
  await rows(
    `insert into ${stage} (${list(columns)}) select ${casts} from unnest(${parameters}) as r(${names})`,
    arrays,
  )
}

/** Brings all rows of the archive into temporary tables; it has been read to its end and found whole afterwards. */
export async function stageRows(
  session: Session,
  stages: readonly Staged[],
  { rows }: Pick<Opened, 'rows'>,
): Promise<void> {
  for (const staged of stages) await createStage(session, staged)
  let batch: Row[] = []
  let bytes = 0
  const flush = async () => {
    const staged = stages[batch[0]?.[0] ?? -1]
    if (staged) await insert(session, staged, batch)
    batch = []
    bytes = 0
  }
  for await (const row of rows) {
    if (batch.length && (batch[0]?.[0] !== row[0] || batch.length >= most || bytes >= mostBytes)) await flush()
    batch.push(row)
    for (const cell of row) bytes += typeof cell === 'string' ? cell.length : 0
  }
  await flush()
}

/** The number that lies above every transaction number of the staged history. */
async function epochOf({ rows }: Session, stages: readonly Staged[]): Promise<bigint> {
  let above = 0n
  let any = false
  for (const [table, column] of Object.entries(transactionColumns)) {
    const stage = stages.find(({ target }) => target.name === table)?.stage
    const [found] = stage ? await rows(`select max(${column}) from ${stage}`) : []
    if (found?.[0] == null) continue
    const next = BigInt(found[0]) + 1n
    if (!any || next > above) above = next
    any = true
  }
  return above
}

/**
 * Where a row of the history stands is a transaction number of the cluster it was written in. All are moved below zero by
 * the same amount: their order stays, no transaction of this cluster is as old, and the chain is over the events' own
 * hashes alone, so it holds and goes on.
 */
const transactionColumns: Record<string, string> = { 'kernel.audit_event': 'tx', 'kernel.audit_block': 'to_tx' }

/** Puts the staged rows into their tables, as rows of this tenant whatever they say: one statement for all, for the foreign keys. */
export async function insertStaged(session: Session, stages: readonly Staged[], tenantId: string): Promise<void> {
  const epoch = await epochOf(session, stages)
  const insertions = stages
    .filter(({ isWalled }) => isWalled)
    .map(({ target, columns, stage }, i) => {
      const values = columns.map(({ name }) =>
        name === transactionColumns[target.name] ? `s.${quoted(name)} - $2::bigint` : `s.${quoted(name)}`,
      )
      const into = ['tenant_id', ...columns.map(({ name }) => quoted(name))].join(', ')
      return `i${i} as (insert into ${target.sql} (${into}) select ${['$1::uuid', ...values].join(', ')} from ${stage} s)`
    })
  if (insertions.length)
    await session.rows(`with ${insertions.join(', ')} select $1::uuid, $2::bigint`, [tenantId, epoch.toString()])
}
