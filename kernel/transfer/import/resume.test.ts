import pg from 'pg'
import { expect, test } from 'vitest'
import { accessOf } from '../../access/access.ts'
import { readFlight } from '../../data/unit-of-work.ts'
import type { Person } from '../../testing/app.ts'
import { depot } from '../testing/depot.ts'
import { failingRuntime } from '../testing/failing-runtime.ts'
import { importApp } from '../testing/import-app.ts'
import { runImport } from './run-import.ts'

const app = await importApp([depot])

/** A rule that only the database knows: its batch is refused and taken apart down to the row at fault. */
const owner = new pg.Client(app.database.owner)
await owner.connect()
await owner.query(`alter table depot.worker add constraint worker_name_check check (name <> 'Taboo')`)
await owner.end()
const total = 2_300

/** New rows, changed rows, rows as they were, rows that repeat an earlier batch, rows in error, references to the file itself. */
function line(i: number): string {
  if (i === 1_537) return `C${i},Taboo,,`
  if (i % 97 === 0) return `C${i},,,`
  if (i % 89 === 0) return `C${Math.floor(i / 2)},Repeats,,`
  return `C${i},Name ${i},${i % 50 ? '' : '1990-01-02'},${i > 1_200 ? `C${i - 1_100}` : ''}`
}
const file = `code,name,bornOn,reportsTo\n${Array.from({ length: total }, (_, i) => line(i)).join('\n')}\n`

async function prepare(): Promise<{ person: Person; id: string }> {
  const person = (await app.tenant()).as()
  const known = Array.from({ length: 300 }, (_, i) => `C${i * 3},${i % 2 ? `Name ${i * 3}` : 'Old'}`)
  await app.upload(person, '/workers/import', `code,name\n${known.join('\n')}\n`)
  const { body } = await app.queued(person, '/workers/import?key=code', file)
  expect(body).toMatchObject({ state: 'queued', total })
  return { person, id: body.id }
}

/** Everything an import leaves behind, without ids and times, which no two runs share. */
async function endState({ session }: Person, importId: string) {
  const { runtime, tenant, actor } = session
  const ask = (text: string, ...values: unknown[]) => ({ text, values: [tenant.id, ...values] })
  const { results } = await readFlight(runtime, tenant, actor, [
    ask(
      'select w.code, w.name, w.born_on, w.version, r.code from depot.worker w left join depot.worker r on r.tenant_id = w.tenant_id and r.id = w.reports_to where w.tenant_id = $1 order by w.code',
    ),
    ask(
      'select act, count(*), count(distinct record_id) from kernel.audit_event where tenant_id = $1 group by 1 order by 1',
    ),
    ask(
      'select name, count(*), count(distinct record_id) from kernel.outbox_event where tenant_id = $1 group by 1 order by 1',
    ),
    ask(
      'select place, problems from kernel.import_error where tenant_id = $1 and import_id = $2 order by place',
      importId,
    ),
    ask('select count(*), sum(version) from kernel.import_change where tenant_id = $1 and import_id = $2', importId),
    ask(
      'select state, done, created, updated, unchanged, failed from kernel.import where tenant_id = $1 and id = $2',
      importId,
    ),
    ask('select count(*) from kernel.import_rows where tenant_id = $1 and import_id = $2', importId),
  ])
  return results
}

async function undisturbed() {
  const { person, id } = await prepare()
  const { tenant, actor } = person.session
  const runtime = failingRuntime(person.session.runtime, 0, 'before')
  await runImport({ runtime, catalog: app.catalog }, tenant, actor, id)
  return { end: await endState(person, id), messages: runtime.sent() }
}

const reference = await undisturbed()

test('an undisturbed run does all rows', () => {
  const [, , , errors, , progress] = reference.end
  expect(progress?.[0]?.slice(0, 2)).toEqual(['done', String(total)])
  const [created, updated, unchanged, failed] = (progress?.[0] ?? []).slice(2).map(Number) as [
    number,
    number,
    number,
    number,
  ]
  expect(created + updated + unchanged + failed).toBe(total)
  expect(Math.min(created, updated, unchanged, failed)).toBeGreaterThan(10)
  expect(errors).toHaveLength(failed)
  expect(errors?.find(([place]) => place === '1537')?.[1]).toContain('"column": "name"')
})

test('cut off at any message to the database and begun again, it ends the same', async () => {
  const places = Array.from({ length: 10 }, (_, i) => 1 + Math.floor((i * (reference.messages - 1)) / 9))
  let cut = 0
  for (const [i, at] of places.entries()) {
    const { person, id } = await prepare()
    const { runtime, tenant, actor } = person.session
    const failing = failingRuntime(runtime, at, i % 2 ? 'before' : 'after')
    await runImport({ runtime: failing, catalog: app.catalog }, tenant, actor, id).catch(() => cut++)
    await runImport({ runtime, catalog: app.catalog }, tenant, actor, id)
    expect(await endState(person, id), `cut at message ${at}`).toEqual(reference.end)
  }
  expect(cut).toBeGreaterThanOrEqual(places.length - 1) // only reading ahead of the last batch is missed by nobody
}, 120_000)

test('two runs of one import at the same time do no row twice', async () => {
  const { person, id } = await prepare()
  const { runtime, tenant, actor } = person.session
  const run = () => runImport({ runtime, catalog: app.catalog }, tenant, actor, id)
  await Promise.all([run(), run(), run()])
  await run()
  expect(await endState(person, id)).toEqual(reference.end)
})

test('it stops behind a batch when the process is to end, when it is cancelled, and when a right is taken away', async () => {
  const stopped = await prepare()
  const { runtime, tenant, actor } = stopped.person.session
  const place = { runtime, catalog: app.catalog }
  const ending = new AbortController()
  const actorNow = async () => {
    ending.abort()
    return actor
  }
  await runImport(place, tenant, actor, stopped.id, { signal: ending.signal, actorNow })
  expect((await stopped.person.get(`/imports/${stopped.id}`)).body).toMatchObject({ state: 'running', done: 1_000 })
  expect((await stopped.person.post(`/imports/${stopped.id}/cancel`, {})).body).toMatchObject({
    state: 'failed',
    failure: { code: 'CANCELLED' },
    done: 1_000,
  })
  await runImport(place, tenant, actor, stopped.id)
  expect((await stopped.person.get(`/imports/${stopped.id}`)).body).toMatchObject({ state: 'failed', done: 1_000 })

  const revoked = await prepare()
  const session = revoked.person.session
  let asked = 0
  const lessAndLess = async () => (++asked === 1 ? session.actor : { ...session.actor, access: accessOf([]) })
  await runImport(place, session.tenant, session.actor, revoked.id, { actorNow: lessAndLess })
  const ended = (await revoked.person.get(`/imports/${revoked.id}`)).body
  expect(ended).toMatchObject({ state: 'failed', failure: { code: 'FORBIDDEN' }, done: 1_000 })
})
