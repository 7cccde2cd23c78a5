import { identity } from '@tenon/identity'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { directory } from './index.ts'

const app = await testApp([directory, identity])

test('a customer is a company in the customer role, made by its name alone', async () => {
  const person = (await app.tenant()).as()
  const made = await person.post('/customers', { name: 'Alfreds Futterkiste' })
  expect([made.status, made.body.roles]).toEqual([201, ['customer']])
  const partner = await person.post('/companies', { name: 'Baltic Systems OÜ', roles: ['partner'] })
  expect((await person.get('/customers')).body.data.map(({ name }: { name: string }) => name)).toEqual([
    'Alfreds Futterkiste',
  ])
  expect((await person.get(`/customers/${partner.body.id}`)).status).toBe(404)
  await person.patch(`/companies/${partner.body.id}`, { roles: ['partner', 'customer'] })
  expect((await person.get(`/customers/${partner.body.id}`)).status).toBe(200)
})

test('a company is found by part of its name or code, in any script', async () => {
  const person = (await app.tenant()).as()
  await person.post('/companies', { name: '启航物流无锡公司', code: 'QIHANG' })
  for (const words of ['物流', 'qiha', '无锡 启航'])
    expect((await person.get(`/companies?search=${encodeURIComponent(words)}`)).body.page.total, words).toBe(1)
  expect((await person.get('/companies?search=southwind')).body.page.total).toBe(0)
})

test('no two companies share a code and no two contacts an address, however it is written', async () => {
  const person = (await app.tenant()).as()
  const company = await person.post('/companies', { name: 'Alfreds Futterkiste', code: 'ALFKI' })
  const twice = await person.post('/companies', { name: 'Alfred', code: 'ALFKI' })
  expect([twice.status, twice.body.fields]).toMatchObject([422, [{ field: 'code', code: 'NOT_UNIQUE' }]])
  const contact = (email: string) => person.post('/contacts', { name: 'Maria Anders', company: company.body.id, email })
  expect((await contact('maria@example.com')).status).toBe(201)
  expect((await contact('Maria@Example.com')).status).toBe(422)
})
