import { expect, test } from 'vitest'
import { grant } from '../../access/grant.ts'
import type { Person } from '../../testing/app.ts'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([depot])
const codes = (errors: readonly { line: number; column: string | null; code: string }[]) =>
  errors.map(e => [e.line, e.column, e.code])
const items = async (person: Person) => (await person.get('/items?sort=code&page[size]=500')).body.data

test('a key finds its record: some are changed, some new, some as they were; only changes leave a trace', async () => {
  const keeper = (await app.tenant()).as()
  await app.upload(keeper, '/items/import', 'code,name,seats,note\nU-1,One,1,old\nU-2,Two,2,old\nU-3,Three,3,old\n')
  const before = await items(keeper)
  const file = 'code,name,seats,grade\nU-1,One,1,\nU-2,Two,22,\nU-3,Three,,fine\nU-4,Four,4,\n'
  const { body } = await app.upload(keeper, '/items/import?key=code', file)
  expect(body).toMatchObject({ key: 'code', total: 4, created: 1, updated: 2, unchanged: 1, failed: 0 })
  expect(await items(keeper)).toMatchObject([
    { ...before[0], version: 1 },
    { code: 'U-2', seats: 22, note: 'old', version: 2 },
    { code: 'U-3', seats: null, grade: 'fine', note: 'old', version: 2 },
    { code: 'U-4', version: 1 },
  ])
  const { data } = (await keeper.get(`/items/${before[2].id}/history`)).body
  expect(data[0]).toMatchObject({ act: 'update', via: 'import' })
  expect(data[0].changes).toMatchObject([
    { field: 'grade', before: 'raw', after: 'fine' },
    { field: 'seats', before: 3, after: null },
  ])
})

test('several fields make one key, and a reference can be one of them', async () => {
  const keeper = (await app.tenant()).as()
  for (const name of ['Acme', 'Bolts']) await keeper.post('/suppliers', { name })
  const file = 'code,name,supplier\nK-1,Nut,Acme\nK-2,Nut,Bolts\n'
  await app.upload(keeper, '/items/import', file)
  const { body } = await app.upload(keeper, '/items/import?key=supplier%2Bname', 'code,name,supplier\nK-9,Nut,Bolts\n')
  expect(body).toMatchObject({ key: 'supplier+name', updated: 1, failed: 0 })
  expect((await items(keeper)).map((item: { code: string }) => item.code)).toEqual(['K-1', 'K-9'])
})

test('a key that several records share, that is unknown, empty or twice in the file is told and writes nothing', async () => {
  const keeper = (await app.tenant()).as()
  await app.upload(keeper, '/items/import', 'code,name\nX-1,Same\nX-2,Same\n')
  const [first] = await items(keeper)
  const byName = await app.upload(keeper, '/items/import?key=name', 'code,name\nX-3,Same\nX-4,\nX-5,New\nX-6,New\n')
  expect(codes(byName.body.errors)).toEqual([
    [2, 'name', 'AMBIGUOUS_KEY'],
    [3, 'name', 'REQUIRED'],
    [5, 'name', 'DUPLICATE_IN_FILE'],
  ])
  const byNumber = await app.upload(
    keeper,
    '/items/import',
    `number,code,name\n${first.number},X-1,Renamed\nI-999999,X-8,Unknown\n,X-9,New\n`,
  )
  expect(byNumber.body).toMatchObject({ key: 'number', created: 1, updated: 1, failed: 1 })
  expect(codes(byNumber.body.errors)).toEqual([[3, 'number', 'KEY_NOT_FOUND']])
  const byId = await app.upload(
    keeper,
    '/items/import',
    `id,name\n${first.id},By id\n00000000-0000-7000-8000-000000000000,Nobody\n`,
  )
  expect(byId.body).toMatchObject({ key: 'id', updated: 1, failed: 1 })
})

test('of two rows with one key the first changes the record and the second is refused', async () => {
  const keeper = (await app.tenant()).as()
  await app.upload(keeper, '/items/import', 'code,name,seats\nT-1,Twice,1\n')
  const { body } = await app.upload(keeper, '/items/import?key=code', 'code,name,seats\nT-1,Twice,2\nT-1,Twice,3\n')
  expect(body).toMatchObject({ updated: 1, failed: 1, errors: [{ line: 3, code: 'DUPLICATE_IN_FILE' }] })
  expect(await items(keeper)).toMatchObject([{ code: 'T-1', seats: 2 }])
})

test('a second address of the same records adds its mark and keeps what was there', async () => {
  const keeper = (await app.tenant()).as()
  await keeper.post('/suppliers', { name: 'Both', code: 'B', roles: ['buyer'] })
  const { body } = await app.upload(keeper, '/makers/import?key=code', 'code,name\nB,Both\nN,New\n')
  expect(body).toMatchObject({ created: 1, updated: 1 })
  const { data } = (await keeper.get('/makers?sort=code')).body
  expect(data.map((s: { roles: string[] }) => s.roles)).toEqual([['buyer', 'maker'], ['maker']])
})

test('an import reaches no further than the person’s rights', async () => {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  await app.upload(keeper, '/items/import', 'code,name,secret\nR-1,Theirs,s3cret\n')
  const file = 'code,name\nR-1,Changed\nR-2,New\n'
  const as = (...rights: Parameters<typeof tenant.as>[0] & object) => tenant.as(rights)

  expect((await app.upload(as('depot.item.read', 'depot.item.create'), '/items/import', file)).status).toBe(403)
  expect((await app.upload(as('depot.item.import', 'depot.item.read'), '/items/import', file)).status).toBe(403)
  const creator = as('depot.item.import', 'depot.item.read', 'depot.item.create')
  const created = (await app.upload(creator, '/items/import?key=code', file)).body
  expect(created).toMatchObject({ created: 1, updated: 0, failed: 1 })
  expect(codes(created.errors)).toEqual([[2, null, 'MAY_NOT_UPDATE']])
  const updater = as('depot.item.import', 'depot.item.read', 'depot.item.update')
  const updated = (await app.upload(updater, '/items/import?key=code', 'code,name\nR-1,Changed\nR-3,New\n')).body
  expect(updated).toMatchObject({ created: 0, updated: 1, failed: 1 })
  expect(codes(updated.errors)).toEqual([[3, null, 'MAY_NOT_CREATE']])

  const own = as('depot.item.import', 'depot.item.read', grant('depot.item.update', { scope: 'own' }))
  expect(codes((await app.upload(own, '/items/import?key=code', 'code,name\nR-1,Mine\n')).body.errors)).toEqual([
    [2, null, 'MAY_NOT_UPDATE'],
  ])
  const blind = as(
    'depot.item.import',
    'depot.item.create',
    'depot.item.update',
    grant('depot.item.read', { scope: 'own' }),
  )
  expect(codes((await app.upload(blind, '/items/import?key=code', 'code,name\nR-1,Probe\n')).body.errors)).toEqual([
    [2, 'code', 'NOT_UNIQUE'],
  ])
})

test('what is written lies within reach of the rights to write it, by form, by list and by file', async () => {
  const tenant = await app.tenant()
  const raw = [{ field: 'grade', operator: 'eq', text: 'raw' }] as const
  const maker = tenant.as([
    'depot.item.import',
    'depot.item.read',
    grant('depot.item.create', { scope: 'filter', filter: raw }),
    grant('depot.item.update', { scope: 'filter', filter: raw }),
    grant('depot.item.update', { fields: ['note'] }),
  ])
  expect((await maker.post('/items', { code: 'W-1', name: 'Raw' })).status).toBe(201)
  expect((await maker.post('/items', { code: 'W-2', name: 'Fine', grade: 'fine' })).status).toBe(403)
  const file = 'code,name,grade\nW-3,Raw,raw\nW-4,Fine,fine\nW-5,Raw,raw\n'
  const done = (await app.upload(maker, '/items/import', file)).body
  expect(done).toMatchObject({ created: 2, failed: 1 })
  expect(codes(done.errors)).toEqual([[3, null, 'MAY_NOT_CREATE']])
  const { id } = (await tenant.as().post('/items', { code: 'W-6', name: 'Fine', grade: 'fine' })).body
  expect((await maker.patch(`/items/${id}`, { note: 'Seen' })).status).toBe(200)
  expect((await maker.patch(`/items/${id}`, { note: 'Seen', seats: 4 })).status).toBe(403)
  expect((await maker.get('/items?search=W-2')).body.data).toEqual([])
})

test('fields one may not write are not offered, and those one may not read are never compared', async () => {
  const tenant = await app.tenant()
  await app.upload(tenant.as(), '/items/import', 'code,name,secret\nF-1,First,s3cret\n')
  const open = ['code', 'name', 'grade', 'seats']
  const clerk = tenant.as([
    'depot.item.import',
    'depot.item.read',
    grant('depot.item.create', { fields: open }),
    grant('depot.item.update', { fields: open }),
  ])
  const guessed = (await app.upload(clerk, '/items/import?key=code', 'code,name,secret\nF-1,Renamed,mine\n')).body
  expect(guessed).toMatchObject({ updated: 1, columns: [{ field: 'code' }, { field: 'name' }, { field: null }] })
  const mapping = encodeURIComponent('{"secret":"secret"}')
  const told = await app.upload(clerk, `/items/import?mapping=${mapping}`, 'code,name,secret\nF-2,x,y\n')
  expect(told.body.fields).toMatchObject([{ field: 'mapping.secret', code: 'FIELD_NOT_ALLOWED' }])

  const writer = tenant.as([
    'depot.item.import',
    'depot.item.create',
    'depot.item.update',
    grant('depot.item.read', { fields: ['code', 'name'] }),
  ])
  const answers = []
  for (const guess of ['wrong', 's3cret', 's3cret'])
    answers.push((await app.upload(writer, '/items/import?key=code&dryRun=true', `code,secret\nF-1,${guess}\n`)).body)
  expect(answers.map(({ updated, unchanged }) => [updated, unchanged])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ])
  const byHidden = await app.upload(writer, '/items/import?key=secret', 'code,secret\nF-1,s3cret\n')
  expect(byHidden.body.fields).toMatchObject([{ field: 'key', code: 'KEY_NOT_POSSIBLE' }])
})

test('references are found only among what the person may see, and never in another organisation', async () => {
  const other = (await app.tenant()).as()
  const foreign = (await other.post('/suppliers', { name: 'Foreign', code: 'FOR' })).body
  const tenant = await app.tenant()
  await tenant.as().post('/suppliers', { name: 'Hidden', code: 'HID' })
  const blind = tenant.as(['depot.item.*'])
  const file = `code,name,supplier\nV-1,a,FOR\nV-2,b,${foreign.id}\nV-3,c,HID\nV-4,d,Never\n`
  const { body } = await app.upload(blind, '/items/import', file)
  expect(codes(body.errors)).toEqual([2, 3, 4, 5].map(line => [line, 'supplier', 'REFERENCE_NOT_FOUND']))
})

test('imports belong to who uploaded them', async () => {
  const tenant = await app.tenant()
  const { body } = await app.upload(tenant.as(), '/items/import', 'code,name\nO-1,Mine\n')
  for (const stranger of [tenant.as(), (await app.tenant()).as()]) {
    for (const path of ['', '/errors.csv']) expect((await stranger.get(`/imports/${body.id}${path}`)).status).toBe(404)
    for (const act of ['run', 'cancel', 'undo'])
      expect((await stranger.post(`/imports/${body.id}/${act}`, {})).status).toBe(404)
    expect((await stranger.get('/imports')).body.data).toEqual([])
  }
})

test('a reference is found by id, unique value, title or e-mail in any case, and a record that was removed is not', async () => {
  const keeper = (await app.tenant()).as()
  const [a, b, gone] = [
    (await keeper.post('/suppliers', { name: 'Alpha', code: 'A-1' })).body,
    (await keeper.post('/suppliers', { name: 'Beta' })).body,
    (await keeper.post('/suppliers', { name: 'Gone', code: 'G-1' })).body,
  ]
  await keeper.delete(`/suppliers/${gone.id}`)
  const file = `code,name,supplier\nD-1,x,${a.id.toUpperCase()}\nD-2,x,A-1\nD-3,x, Beta \nD-4,x,Gone\nD-5,x,G-1\nD-6,x,alpha\n`
  const { body } = await app.upload(keeper, '/items/import', file)
  expect(codes(body.errors)).toEqual([5, 6, 7].map(line => [line, 'supplier', 'REFERENCE_NOT_FOUND']))
  expect((await items(keeper)).map((item: { supplier: string }) => item.supplier)).toEqual([a.id, a.id, b.id])
})
