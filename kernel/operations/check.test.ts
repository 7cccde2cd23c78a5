import { expect, test } from 'vitest'
import { entity } from '../entity/entity.ts'
import { field } from '../entity/field.ts'
import { system } from '../entity/system.ts'
import { invalid } from '../problem/refusals.ts'
import { testApp } from '../testing/app.ts'

const hall = entity('fair.hall', {
  path: 'halls',
  title: 'name',
  fields: {
    name: field.text().search(),
    code: field.text({ max: 8 }).optional().unique(),
    row: field.text().optional(),
    seat: field.integer({ min: 1 }).optional(),
    opensOn: field.date(),
    closesOn: field.date().optional(),
  },
  states: { planned: ['open'], open: [] },
  unique: [['row', 'seat']],
  scopes: { own: 'createdBy' },
  guard: ({ after }) => {
    if (after?.closesOn && String(after.closesOn) < String(after.opensOn))
      throw invalid({}, { fields: [{ field: 'closesOn', code: 'INVALID_DATE' }] })
  },
})
const about = { version: '1.0.0', kind: 'installable', messages: { en: {}, zh: {} } } as const
const app = await testApp([system('fair', { ...about, entities: [hall] })])
const faults = (answer: { body: { fields: { field: string; code: string }[] } }) =>
  answer.body.fields.map(({ field, code }) => `${field} ${code}`)

test('what is typed so far is judged, what is still missing is not', async () => {
  const keeper = (await app.tenant()).as()
  const check = (values: object) => keeper.post('/halls/check', { values })
  expect((await check({})).body).toEqual({ fields: [], problem: null, alike: [] })
  expect(faults(await check({ seat: 0, code: 'much too long', name: 'North' }))).toEqual([
    'code TOO_LONG',
    'seat TOO_SMALL',
  ])
  expect(faults(await check({ name: 'North', closesOn: '2026-01-01' }))).toEqual([])
  expect(faults(await check({ name: 'North', opensOn: '2026-02-01', closesOn: '2026-01-01' }))).toEqual([
    'closesOn INVALID_DATE',
  ])
  expect((await keeper.get('/halls')).body.page.total).toBe(0)
})

test('a value that is taken is told with the record that has it, to who may read that record', async () => {
  const org = await app.tenant()
  const keeper = org.as()
  const made = (
    await keeper.post('/halls', { name: 'North Hall', code: 'N1', opensOn: '2026-01-01', row: 'A', seat: 1 })
  ).body
  const taken = await keeper.post('/halls/check', { values: { code: 'N1', row: 'A', seat: 1 } })
  expect(taken.body.fields).toEqual([
    expect.objectContaining({ field: 'code', code: 'NOT_UNIQUE', existing: { id: made.id, title: 'North Hall' } }),
    expect.objectContaining({ field: 'row', code: 'NOT_UNIQUE' }),
  ])
  const stranger = org.as(['fair.hall.create', { permission: 'fair.hall.read', scope: 'own' }])
  const hidden = await stranger.post('/halls/check', { values: { code: 'N1', name: 'North' } })
  expect(hidden.body.fields).toEqual([expect.not.objectContaining({ existing: expect.anything() })])
  expect(hidden.body.alike).toEqual([])

  const itself = await keeper.post('/halls/check', { id: made.id, values: { code: 'N1', seat: 1 } })
  expect(itself.body).toEqual({ fields: [], problem: null, alike: [] })
  const rival = (await app.tenant()).as()
  expect(faults(await rival.post('/halls/check', { values: { code: 'N1' } }))).toEqual([])
  expect((await rival.post('/halls/check', { id: made.id, values: {} })).status).toBe(404)
})

test('records of nearly the same name are shown for a new one, and the right to write is needed', async () => {
  const org = await app.tenant()
  const keeper = org.as()
  const made = (await keeper.post('/halls', { name: 'North Hall (old)', opensOn: '2026-01-01' })).body
  const alike = await keeper.post('/halls/check', { values: { name: 'north hall' } })
  expect(alike.body.alike).toEqual([{ field: 'name', id: made.id, title: 'North Hall (old)' }])
  expect((await keeper.post('/halls/check', { values: { name: 'N' } })).body.alike).toEqual([])
  const reader = org.as(['fair.hall.read'])
  expect((await reader.post('/halls/check', { values: {} })).status).toBe(403)
  expect((await reader.post('/halls/check', { id: made.id, values: {} })).status).toBe(403)
})
