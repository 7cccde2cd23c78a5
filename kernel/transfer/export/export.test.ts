import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { grant } from '../../access/grant.ts'
import type { Person } from '../../testing/app.ts'
import { spool } from '../file/spool.ts'
import { tableRows } from '../file/table.ts'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([depot])

async function download(person: Person, path: string) {
  const reply = await app.server.http.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${person.token}`, 'accept-language': person.session.actor.language },
  })
  return { status: reply.statusCode, bytes: reply.rawPayload, headers: reply.headers }
}
async function table(person: Person, path: string): Promise<(readonly string[])[]> {
  const file = await spool(Readable.from([(await download(person, path)).bytes]))
  const rows: (readonly string[])[] = []
  for await (const { cells } of tableRows(file)) rows.push(cells)
  await file.close()
  return rows
}

const hostile = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  "'=1",
  "''quoted",
  'line\nbreak',
  'comma, "quote"',
  '_x0041_',
  'semi;colon',
]

/** Values of every kind that are hard to write and read. */
async function fill(person: Person) {
  const supplier = (await person.post('/suppliers', { name: '启源 & Söhne', code: 'S' })).body
  for (const [i, name] of hostile.entries()) {
    const body = {
      code: `E-${i}`,
      name,
      note: name,
      grade: i % 2 ? 'fine' : 'raw',
      seats: i,
      weight: `${i}.125`,
      price: { amount: `-${i}.5`, currency: 'EUR' },
      isPublic: i % 2 === 0,
      builtOn: '2020-02-29',
      seenAt: '2026-11-21T10:00:00.123Z',
      contact: 'a@b.example',
      supplier: supplier.id,
    }
    const { status } = await person.post('/items', body)
    expect(status).toBe(201)
  }
  await person.post('/items', { code: 'E-empty', name: 'empty' })
}
const digest = async (person: Person) =>
  (await person.get('/items?sort=code&include=supplier&page[size]=500')).body.data.map(
    ({
      id,
      number,
      createdAt,
      updatedAt,
      createdBy,
      version,
      supplier,
      ...rest
    }: Record<string, { name?: string } | null>) => ({ ...rest, supplier: supplier?.name ?? null }),
  )

test.for(['csv', 'xlsx'] as const)(
  'what is exported as %s and imported elsewhere is the same data, and changes nothing where it came from',
  async format => {
    const keeper = (await app.tenant()).as(undefined, { language: format === 'csv' ? 'zh' : 'en' })
    await fill(keeper)
    const { bytes, headers } = await download(
      keeper,
      `/items/export?format=${format}&fields=code,name,grade,seats,weight,price,isPublic,builtOn,seenAt,contact,supplier,note&sort=code`,
    )
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="items-\\d{4}-\\d\\d-\\d\\d\\.${format}"`),
    )
    const own = await app.upload(keeper, '/items/import?key=code', bytes)
    expect(own.body).toMatchObject({ unchanged: hostile.length + 1, failed: 0, created: 0, updated: 0 })

    const elsewhere = (await app.tenant()).as()
    await elsewhere.post('/suppliers', { name: '启源 & Söhne' })
    const { body } = await app.upload(elsewhere, '/items/import', bytes)
    expect(body).toMatchObject({ created: hostile.length + 1, failed: 0, errors: [] })
    expect(await digest(elsewhere)).toEqual(await digest(keeper))
  },
)

test('cells never begin a formula; the header is in the caller’s language and Excel sees the encoding', async () => {
  const keeper = (await app.tenant()).as(undefined, { language: 'zh' })
  await fill(keeper)
  const { bytes, headers } = await download(
    keeper,
    '/items/export?fields=code,name,grade,isPublic,supplier,status,price&sort=code',
  )
  const text = bytes.toString()
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(text.startsWith('\ufeff编码,名称,等级,公开,供应商,状态,价格\r\n')).toBe(true)
  expect(text).toContain(`E-0,'=cmd|' /C calc'!A0,毛坯,是,启源 & Söhne,草稿,'-0.50 EUR\r\n`)
  for (const cell of text.split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+@\t]/)
  expect((await table(keeper, '/items/export?format=xlsx&fields=name&sort=code')).slice(1, 3)).toEqual([
    ["=cmd|' /C calc'!A0"],
    ['+1+1'],
  ])
})

test('an export shows what the list shows: filter, sort, search, every page of it', async () => {
  const keeper = (await app.tenant()).as()
  const lines = Array.from(
    { length: 1_234 },
    (_, i) => `P-${String(i).padStart(4, '0')},${i % 2 ? 'odd' : 'even'},${i % 7}`,
  )
  await app.upload(keeper, '/items/import', `code,name,seats\n${lines.join('\n')}\n`)
  const all = await table(keeper, '/items/export?fields=code&sort=code')
  expect(all.flat()).toEqual(['Code', ...lines.map(line => line.slice(0, 6))])
  const odd = await table(keeper, '/items/export?fields=seats,code&filter[name]=odd&sort=-seats,code')
  expect(odd).toHaveLength(617 + 1)
  expect(odd.slice(0, 2)).toEqual([
    ['Seats', 'Code'],
    ['6', 'P-0013'],
  ])
  expect(await table(keeper, '/items/export?search=P-0042&fields=code&format=xlsx')).toEqual([['Code'], ['P-0042']])
  expect(await table(keeper, '/items/export?search=nothing&fields=code')).toEqual([['Code']])
})

test('a wrong question is refused before anything is sent', async () => {
  const keeper = (await app.tenant()).as()
  for (const query of [
    'format=docx',
    'page[size]=10',
    'filter[nope]=1',
    'fields=nope',
    'include=supplier',
    'sort=nope',
    'bogus=1',
  ])
    expect([query, (await keeper.get(`/items/export?${query}`)).status]).toEqual([query, 422])
})

test('exporting needs its own permission and reaches no further than reading does', async () => {
  const tenant = await app.tenant()
  await tenant.as().post('/items', { code: 'X-1', name: 'One', secret: 's3cret' })
  const get = async (rights: Parameters<typeof tenant.as>[0], query = '') =>
    download(tenant.as(rights), `/items/export?${query}`)
  expect((await get(['depot.item.read'])).status).toBe(403)
  expect((await get(['depot.item.export'])).status).toBe(403)
  const readNames = grant('depot.item.read', { fields: ['code', 'name'] })
  const exportCodes = grant('depot.item.export', { fields: ['code', 'secret'] })
  for (const rights of [
    [readNames, 'depot.item.export'],
    ['depot.item.read', exportCodes],
    [readNames, exportCodes],
  ]) {
    const text = (await get(rights)).bytes.toString()
    expect(text).toContain('X-1')
    if (rights[0] === readNames) expect(text).not.toContain('s3cret')
    if (rights[1] === exportCodes) expect(text).not.toContain('One')
  }
  expect((await get([readNames, 'depot.item.export'], 'filter[secret]=s3cret')).status).toBe(422)
  expect((await get(['depot.item.read', grant('depot.item.export', { scope: 'own' })])).bytes.toString()).not.toContain(
    'X-1',
  )
  const stranger = (await app.tenant()).as()
  expect((await download(stranger, '/items/export')).bytes.toString()).not.toContain('X-1')
})
