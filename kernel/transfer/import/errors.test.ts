import { expect, test } from 'vitest'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([depot])

const bad = [
  'Code,Name,Grade,Seats,Weight,Price,Public,BuiltOn,SeenAt,Contact,Supplier',
  'B-1,Good,fine,1,1.5,10 CNY,yes,2026-01-02,2026-01-02 10:30,a@b.example,',
  ',No code,fine,,,,,,,,',
  'B-3,,rough,many,1.23456,ten yen,maybe,31.02.2026,noon,nobody,Nowhere Ltd',
  'B-4,Too,fine,1,1,1 CNY,no,2026-01-02,2026-01-02,a@b.example,,surplus',
  'B-1,Twice,fine,,,,,,,,',
  'B-6,#N/A,fine,-1,,,,,,,',
].join('\n')

test('what is wrong is told by row and column in the reader’s language, and the other rows go in', async () => {
  const tenant = await app.tenant()
  const keeper = tenant.as(undefined, { memberId: '00000000-0000-4000-8000-000000000001' })
  const { body } = await app.upload(keeper, '/items/import', bad)
  expect(body).toMatchObject({ state: 'done', total: 6, created: 1, failed: 5, errorsTruncated: false })
  expect(body.errors.map((e: Record<string, unknown>) => [e.line, e.column, e.field, e.code])).toEqual([
    [3, 'Code', 'code', 'REQUIRED'],
    [4, 'Grade', 'grade', 'NOT_AN_OPTION'],
    [4, 'Seats', 'seats', 'WRONG_TYPE'],
    [4, 'Weight', 'weight', 'INVALID_NUMBER'],
    [4, 'Price', 'price', 'WRONG_TYPE'],
    [4, 'Public', 'isPublic', 'WRONG_TYPE'],
    [4, 'BuiltOn', 'builtOn', 'INVALID_DATE'],
    [4, 'SeenAt', 'seenAt', 'INVALID_INSTANT'],
    [4, 'Contact', 'contact', 'INVALID_EMAIL'],
    [4, 'Supplier', 'supplier', 'REFERENCE_NOT_FOUND'],
    [5, null, null, 'TOO_MANY_CELLS'],
    [6, 'Code', 'code', 'DUPLICATE_IN_FILE'],
    [7, 'Name', 'name', 'CELL_ERROR'],
    [7, 'Seats', 'seats', 'TOO_SMALL'],
  ])
  expect(body.errors[0].message).toBe('Fill this in.')
  expect(body.errors[11].message).toBe('The same as in line 2 of this file.')

  const reader = tenant.as(undefined, { memberId: '00000000-0000-4000-8000-000000000001', language: 'zh' })
  const inChinese = (await reader.get(`/imports/${body.id}`)).body
  expect([inChinese.errors[0].message, inChinese.columns[0].label]).toEqual(['此项必填。', '编码'])
  const { data } = (await keeper.get('/items')).body
  expect(data).toMatchObject([{ code: 'B-1', weight: '1.500', seenAt: '2026-01-02T02:30:00.000Z' }])

  const file = await reader.get(`/imports/${body.id}/errors.csv`)
  const lines = (file.body as string).split('\r\n')
  expect(lines.slice(0, 2)).toEqual(['\ufeff行,列,字段,问题,代码', '3,Code,code,此项必填。,REQUIRED'])
  expect(lines).toHaveLength(1 + 14 + 1)
})

test('a dry run tells the same and changes nothing; its rows can then be imported', async () => {
  const keeper = (await app.tenant()).as()
  const tried = (await app.upload(keeper, '/items/import?dryRun=true', bad)).body
  expect(tried).toMatchObject({ state: 'done', dryRun: true, total: 6, done: 6, created: 1, failed: 5 })
  expect((await keeper.get('/items')).body.data).toEqual([])

  const run = await keeper.post(`/imports/${tried.id}/run`, { mapping: { Supplier: null } })
  expect(run).toMatchObject({ status: 202, body: { id: tried.id, dryRun: false } })
  const done = (await app.settled(keeper, tried.id)).body
  expect(done).toMatchObject({ state: 'done', dryRun: false, created: 1, failed: 5 })
  expect(done.errors.map((e: { code: string }) => e.code)).not.toContain('REFERENCE_NOT_FOUND')
  expect(done.columns.at(-1)).toMatchObject({ header: 'Supplier', field: null, label: null, samples: ['Nowhere Ltd'] })
  expect((await keeper.post(`/imports/${tried.id}/run`, {})).body.code).toBe('IMPORT_ROWS_GONE')
})

test('a value that another record holds, and a reference with several meanings, are refused at their cell', async () => {
  const keeper = (await app.tenant()).as()
  for (const code of ['S-1', 'S-2']) await keeper.post('/suppliers', { name: 'Twin', code })
  await keeper.post('/items', { code: 'T-1', name: 'There' })
  const file = 'code,name,supplier\nT-1,Again,S-1\nT-2,By code,S-2\nT-3,By name,Twin\n'
  const { body } = await app.upload(keeper, '/items/import', file)
  expect(body).toMatchObject({ created: 1, failed: 2 })
  expect(body.errors.map((e: Record<string, unknown>) => [e.line, e.column, e.code])).toEqual([
    [2, 'code', 'NOT_UNIQUE'],
    [4, 'supplier', 'AMBIGUOUS_REFERENCE'],
  ])
})

test('more problems than one looks at are all in the file', async () => {
  const keeper = (await app.tenant()).as()
  const file = `code,name\n${Array.from({ length: 2_500 }, (_, i) => `,${i}`).join('\n')}\n`
  const { body } = await app.upload(keeper, '/items/import', file)
  expect(body).toMatchObject({ total: 2_500, failed: 2_500, errorsTruncated: true })
  expect(body.errors).toHaveLength(200)
  const lines = ((await keeper.get(`/imports/${body.id}/errors.csv`)).body as string).split('\r\n')
  expect(lines).toHaveLength(2_500 + 2)
})

test('what only the entity itself can refuse is told at the row, by its own words', async () => {
  const keeper = (await app.tenant()).as()
  const bought = (await app.upload(keeper, '/suppliers/import', 'name\nOpen\nEmbargo\n')).body
  expect(bought).toMatchObject({
    created: 1,
    failed: 1,
    errors: [{ line: 3, field: null, code: 'DEPOT_EMBARGO', message: 'Nothing may be bought there.' }],
  })

  await app.upload(keeper, '/items/import', 'code,name\nL-1,Live\nL-2,Draft\n')
  const { data } = (await keeper.get('/items?sort=code')).body
  await keeper.post(`/items/${data[0].id}/goLive`, {})
  const again = (await app.upload(keeper, '/items/import?key=code', 'code,name,seats\nL-1,Other,1\nL-2,Other,2\n')).body
  expect(again).toMatchObject({ updated: 1, failed: 1, errors: [{ line: 2, column: 'name', code: 'FIXED' }] })
})
