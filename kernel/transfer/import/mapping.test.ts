import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([depot])
const northwind = (name: string) => readFileSync(new URL(`../testing/northwind/${name}.csv`, import.meta.url))
const fields = (columns: readonly { header: string; field: string | null }[]) =>
  Object.fromEntries(columns.map(c => [c.header, c.field]))

test('Northwind’s customers become makers: headers are understood, the rest is left out, twice is once', async () => {
  const keeper = (await app.tenant()).as()
  const first = (await app.upload(keeper, '/makers/import?key=code', northwind('customers'))).body
  expect(first).toMatchObject({ collection: 'makers', state: 'done', total: 93, created: 93, failed: 0, errors: [] })
  expect(fields(first.columns)).toEqual({
    CustomerID: 'code',
    CompanyName: 'name',
    ContactName: null,
    ContactTitle: null,
    Address: 'street',
    City: 'city',
    Region: null,
    PostalCode: null,
    Country: 'country',
    Phone: 'phone',
    Fax: null,
  })
  const { data } = (await keeper.get('/makers?filter[code]=ANATR')).body
  expect(data).toMatchObject([{ name: 'Ana Trujillo Emparedados y helados', city: 'México D.F.', roles: ['maker'] }])

  const again = (await app.upload(keeper, '/makers/import?key=code', northwind('customers'))).body
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 93, failed: 0 })
})

test('Northwind’s employees: a name in two columns, and chiefs who stand in the same file', async () => {
  const keeper = (await app.tenant()).as()
  const tried = (await app.upload(keeper, '/workers/import?dryRun=true', northwind('employees'))).body
  expect(tried).toMatchObject({ total: 9, created: 9, failed: 0, errors: [] })
  await keeper.post(`/imports/${tried.id}/run`, { key: 'code' })
  expect((await app.settled(keeper, tried.id)).body).toMatchObject({ created: 9, failed: 0 })
  const { data } = (await keeper.get('/workers?include=reportsTo&sort=code')).body
  expect(data[0]).toMatchObject({
    code: '1',
    name: 'Nancy Davolio',
    bornOn: '1968-12-08',
    reportsTo: { name: 'Andrew Fuller' },
  })
  expect(data[1]).toMatchObject({ code: '2', reportsTo: null })
})

test('headers are found by name, by label in either language, and by what the caller says', async () => {
  const keeper = (await app.tenant()).as()
  const chinese = (await app.upload(keeper, '/items/import', '编码,名称,等级,座位,公开\nZ-1,螺栓,精品,3,是\n')).body
  expect(fields(chinese.columns)).toEqual({
    编码: 'code',
    名称: 'name',
    等级: 'grade',
    座位: 'seats',
    公开: 'isPublic',
  })
  expect((await keeper.get('/items')).body.data).toMatchObject([
    { code: 'Z-1', name: '螺栓', grade: 'fine', seats: 3, isPublic: true },
  ])

  const mapping = encodeURIComponent(JSON.stringify({ Alpha: 'code', Beta: 'name', Gamma: 'name', Seats: null }))
  const told = (
    await app.upload(keeper, `/items/import?mapping=${mapping}`, 'Gamma,Alpha,Beta,Seats\nlast,Z-2,first,9\n')
  ).body
  expect(told).toMatchObject({ created: 1, failed: 0 })
  expect((await keeper.get('/items?filter[code]=Z-2')).body.data).toMatchObject([{ name: 'first last', seats: null }])
})

test('a mapping or key that names nothing is refused before anything is stored', async () => {
  const keeper = (await app.tenant()).as()
  const file = 'code,name\nQ-1,x\n'
  const refusals = {
    'mapping={"nope":"name"}': 'mapping.nope',
    'mapping={"code":"tenantId"}': 'mapping.code',
    'mapping={"code":"__proto__"}': 'mapping.code',
    'mapping=[1]': 'mapping',
    'mapping={"code":1}': 'mapping.code',
    'mapping=nonsense': 'mapping',
    'key=seats': 'key',
    'key=nope': 'key',
    'bogus=1': 'bogus',
    'dryRun=perhaps': 'dryRun',
  }
  for (const [query, field] of Object.entries(refusals)) {
    const answer = await app.upload(keeper, `/items/import?${encodeURI(query)}`, file)
    expect([answer.status, answer.body.fields?.[0]?.field], query).toEqual([422, field])
  }
  expect((await keeper.get('/imports')).body.data).toEqual([])
})

test('headers are names and nothing else, whatever they say', async () => {
  const keeper = (await app.tenant()).as()
  const { body } = await app.upload(
    keeper,
    '/items/import',
    '__proto__,constructor,toString,code,name,,code\na,b,c,H-1,Plain,d,H-2\n',
  )
  expect(fields(body.columns)).toEqual({
    ['__proto__']: null,
    constructor: null,
    toString: null,
    code: 'code',
    name: 'name',
    '#6': null,
    'code (2)': null,
  })
  expect(body).toMatchObject({ created: 1, failed: 0 })
  expect(({} as Record<string, unknown>).a).toBeUndefined()
})

test('a form carries file, mapping and key', async () => {
  const keeper = (await app.tenant()).as()
  const part = (name: string, text: string, more = '') =>
    `--xx\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`
  const form = `${part('file', 'Kennung,Bezeichnung\nF-1,Feder\n', '; filename="../teile 北京.csv"')}${part('mapping', '{"Kennung":"code","Bezeichnung":"name"}')}${part('key', 'code')}--xx--\r\n`
  const { body } = await app.upload(keeper, '/items/import', form, {
    'content-type': 'multipart/form-data; boundary=xx',
  })
  expect(body).toMatchObject({ fileName: 'teile 北京.csv', key: 'code', created: 1 })
  const empty = await app.upload(keeper, '/items/import', '--xx--\r\n', {
    'content-type': 'multipart/form-data; boundary=xx',
  })
  expect([empty.status, empty.body.code]).toEqual([422, 'FILE_MISSING'])
  const broken = await app.upload(keeper, '/items/import', form.slice(0, 90), {
    'content-type': 'multipart/form-data; boundary=xx',
  })
  expect([broken.status, broken.body.code]).toEqual([400, 'MALFORMED'])
})
