import { expect, expectTypeOf, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type machine, type wearDown, workshop } from '../testing/workshop.ts'
import { client, Refused } from './client.ts'

const app = await testApp([workshop])
const baseUrl = await app.server.http.listen({ port: 0, host: '127.0.0.1' })

test('a program works with records by their declared types', async () => {
  const { token } = (await app.tenant()).as()
  const machines = client({ baseUrl, token }).collection<typeof machine>('machines')
  const made = await machines.create({ name: 'Lathe', price: { amount: '9', currency: 'EUR' } }, 'first')
  expect((await machines.create({ name: 'Lathe', price: { amount: '9', currency: 'EUR' } }, 'first')).id).toBe(made.id)
  expectTypeOf(made.status).toEqualTypeOf<'idle' | 'running' | 'broken' | 'scrapped'>()
  expect((await machines.update(made.id, { power: 20 }, made.version)).power).toBe(20)
  await machines.run('start', made.id, {})
  const worn = await machines.run<typeof wearDown>('wearDown', made.id, { wear: 5, reason: 'sand' })
  expect(worn).toMatchObject({ status: 'idle', wear: 5 })
  const { data, page } = await machines.list({
    filter: { power: { gte: 20 }, status: 'idle' },
    sort: ['-name'],
    search: 'lathe',
    size: 10,
  })
  expect([data.map(m => m.id), page.total]).toEqual([[made.id], 1])
  expect((await machines.history(made.id)).map(entry => entry.act)).toEqual(['wearDown', 'start', 'update', 'create'])
  const spare = await machines.create({ name: 'Spare' })
  await machines.remove(spare.id)
  expect((await machines.restore(spare.id)).name).toBe('Spare')
})

test('a refusal is thrown with its code and fields, in the wished language', async () => {
  const { token } = (await app.tenant()).as()
  const machines = client({ baseUrl, token, language: 'zh' }).collection<typeof machine>('machines')
  const refused = await machines.create({ name: '' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refused)
  expect((refused as Refused).problem).toMatchObject({
    code: 'INVALID',
    fields: [{ field: 'name', code: 'REQUIRED', message: '此项必填。' }],
  })
})
