import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Person } from '../../testing/app.ts'
import { spool } from '../file/spool.ts'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'
import { zip } from '../testing/zip.ts'
import { receiveRows } from './receive.ts'
import { openImport } from './store.ts'

const app = await importApp([depot])

async function left({ session: { runtime, tenant } }: Person) {
  const tables = ['import', 'import_rows', 'import_error', 'import_change']
  const statements = tables.map(table => ({
    text: `select count(*) from kernel.${table} where tenant_id = $1`,
    values: [tenant.id],
  }))
  return (await runtime.pool.flight(tenant.id, statements)).map(rows => Number(rows[0]?.[0]))
}

test('hostile and broken uploads get a clear refusal and leave nothing behind', async () => {
  const keeper = (await app.tenant()).as()
  const wide = `${Array.from({ length: 501 }, (_, i) => `c${i}`).join(',')}\n`
  const uploads: Record<string, [string | Buffer, number, string]> = {
    'nothing at all': ['', 422, 'FILE_EMPTY'],
    'blank lines': ['\n\n , \n', 422, 'HEADER_MISSING'],
    '51 MB': [Buffer.alloc(51 * 1024 * 1024, 'a,b\n'), 413, 'FILE_TOO_LARGE'],
    '501 columns': [wide, 422, 'TOO_MANY_COLUMNS'],
    'broken after 3,000 good rows': [`code,name\n${'a,b\n'.repeat(3_000)}"open,`, 422, 'CSV_QUOTE_OPEN'],
    'a picture': [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 422, 'FILE_TYPE'],
    'a bomb': [
      zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(32 * 1024 * 1024) }]),
      422,
      'ARCHIVE_TOO_LARGE',
    ],
  }
  for (const [name, [file, status, code]] of Object.entries(uploads)) {
    const answer = await app.upload(keeper, '/items/import', file)
    expect([answer.status, answer.body.code], name).toEqual([status, code])
    expect(answer.headers['content-type'], name).toContain('application/problem+json')
  }
  expect((await keeper.post('/items/import', { rows: [] })).body.code).toBe('FILE_MISSING')
  expect((await app.upload(keeper, '/items/import', 'a', { 'content-type': 'image/png' })).status).toBe(415)
  expect(await left(keeper)).toEqual([0, 0, 0, 0])
})

test('a file with more rows than are accepted is told so', async () => {
  const { session } = (await app.tenant()).as()
  const file = await spool(Readable.from([Buffer.from(`code\n${'x\n'.repeat(1_500)}`)]))
  const id = await openImport(session, { collection: 'items', fileName: 'x', dryRun: true })
  await expect(receiveRows(session, id, file, 1_400)).rejects.toMatchObject({
    code: 'TOO_MANY_ROWS',
    params: { maximum: 1_400 },
  })
  await file.close()
})

test('the same upload with the same Idempotency-Key is one import', async () => {
  const keeper = (await app.tenant()).as()
  const headers = { 'idempotency-key': 'once' }
  const first = await app.upload(keeper, '/items/import', 'code,name\nI-1,One\n', headers)
  const again = await keeper.post('/items/import', 'code,name\nI-1,One\n', { 'content-type': 'text/csv', ...headers })
  expect(again.body.id).toBe(first.body.id)
  const other = await keeper.post('/items/import', 'code,name\nI-2,Two\n', { 'content-type': 'text/csv', ...headers })
  expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED')
  expect((await keeper.get('/imports')).body.data).toMatchObject([{ id: first.body.id, state: 'done', created: 1 }])
  expect((await left(keeper))[0]).toBe(1)
})

test('imports are listed, newest first, by collection and state', async () => {
  const keeper = (await app.tenant()).as()
  await app.upload(keeper, '/items/import', 'code,name\nI-1,One\n')
  await app.upload(keeper, '/suppliers/import?dryRun=true', 'name\nOne\n')
  const list = async (query: string) =>
    (await keeper.get(`/imports?${query}`)).body.data.map((i: { collection: string }) => i.collection)
  expect(await list('')).toEqual(['suppliers', 'items'])
  expect(await list('collection=items')).toEqual(['items'])
  expect(await list('state=running')).toEqual([])
  expect((await keeper.get('/imports?bogus=1')).status).toBe(422)
  expect((await keeper.get('/imports/nonsense')).status).toBe(404)
})

test('asking twice with one Idempotency-Key runs and undoes once; the mapping of the dry run is kept', async () => {
  const keeper = (await app.tenant()).as()
  const mapping = encodeURIComponent('{"First":"name","Last":"name"}')
  const { body } = await app.upload(
    keeper,
    `/suppliers/import?dryRun=true&mapping=${mapping}`,
    'Last,First,town\nB,A,C\n',
  )
  const ask = (act: string, wish: object) => keeper.post(`/imports/${body.id}/${act}`, wish, { 'idempotency-key': act })
  for (const answer of [
    await ask('run', { mapping: { town: 'city' } }),
    await ask('run', { mapping: { town: 'city' } }),
  ])
    expect(answer).toMatchObject({ status: 202, body: { state: 'queued', dryRun: false } })
  expect((await app.settled(keeper, body.id)).body).toMatchObject({ state: 'done', created: 1 })
  expect((await keeper.get('/suppliers')).body.data).toMatchObject([{ name: 'A B', city: 'C' }])
  for (const answer of [await ask('undo', {}), await ask('undo', {})]) expect(answer.status).toBe(202)
  expect((await app.settled(keeper, body.id)).body).toMatchObject({
    state: 'undone',
    undo: { total: 1, undone: 1, kept: 0 },
  })
  expect((await keeper.post(`/imports/${body.id}/cancel`, {})).body.code).toBe('IMPORT_ENDED')
})

test('what nobody needs any more is swept away by later uploads', async () => {
  const keeper = (await app.tenant()).as()
  const { runtime, tenant } = keeper.session
  const age = (id: string) =>
    runtime.pool.flight(tenant.id, [
      {
        text: `update kernel.import set touched_at = now() - interval '40 days', finished_at = now() - interval '40 days' where tenant_id = $1 and id = $2`,
        values: [tenant.id, id],
      },
    ])
  const real = (await app.upload(keeper, '/suppliers/import', 'name,phone\nOne,\nTwo,no phone\n')).body
  const tried = (await app.upload(keeper, '/suppliers/import?dryRun=true', 'name,phone\nOne,\nTwo,no phone\n')).body
  expect(await left(keeper)).toEqual([2, 1, 2, 1])
  for (const { id } of [real, tried]) await age(id)
  await app.upload(keeper, '/suppliers/import', 'name\nThree\n')
  expect(await left(keeper)).toEqual([2, 0, 0, 1])
  expect((await keeper.get(`/imports/${tried.id}`)).status).toBe(404)
  expect((await keeper.post(`/imports/${real.id}/undo`, {})).body.code).toBe('IMPORT_NOTHING_TO_UNDO')
})
