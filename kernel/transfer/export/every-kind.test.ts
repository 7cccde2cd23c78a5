import { expect, test } from 'vitest'
import { workshop } from '../../testing/workshop.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([workshop])

test.for(['csv', 'xlsx'])(
  'a record with every kind of field goes out as %s and comes back unchanged, and new elsewhere',
  async format => {
    const keeper = (await app.tenant()).as()
    const owner = (await keeper.post('/people', { name: '王蕾', email: 'Lei@Example.com' })).body
    const body = {
      name: 'Lathe',
      story: 'line one\nline two',
      power: 300,
      weight: '12.5',
      price: { amount: '12000.5', currency: 'KWD' },
      isPublic: true,
      builtOn: '2020-02-29',
      seenAt: '2026-11-21T10:00:00.123+08:00',
      colour: 'red',
      uses: ['weld', 'cut'],
      owner: owner.id,
      contact: 'a@b.example',
      hotline: '+86 (21) 555-0100',
      site: 'https://example.com/a',
      settings: { a: [1, { b: '中' }] },
      manual: '00000000-0000-7000-8000-000000000001',
    }
    const made = await keeper.post('/machines', body)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const reply = await app.server.http.inject({
      url: `/api/v1/machines/export?format=${format}`,
      headers: { authorization: `Bearer ${keeper.token}` },
    })
    expect(reply.statusCode).toBe(200)
    const again = (await app.upload(keeper, '/machines/import', reply.rawPayload)).body
    expect(again).toMatchObject({ key: 'number', unchanged: 1, failed: 0, errors: [] })

    const elsewhere = (await app.tenant()).as()
    await elsewhere.post('/people', { name: '王蕾' })
    const numbers = again.columns.filter((c: { field: string }) => c.field === 'number' || c.field === 'serial')
    const mapping = encodeURIComponent(
      JSON.stringify(Object.fromEntries(numbers.map((c: { header: string }) => [c.header, null]))),
    )
    const moved = (await app.upload(elsewhere, `/machines/import?mapping=${mapping}`, reply.rawPayload)).body
    expect(moved).toMatchObject({ created: 1, failed: 0, errors: [] })
    const [copy] = (await elsewhere.get('/machines')).body.data
    const { owner: _, ...same } = body
    expect(copy).toMatchObject({
      ...same,
      weight: '12.500',
      price: { amount: '12000.500', currency: 'KWD' },
      seenAt: '2026-11-21T02:00:00.123Z',
    })
  },
)
