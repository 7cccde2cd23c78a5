import { testApp } from '@tenon/kernel/testing/app.ts'
import { openRevocations, readLicenseFile } from '@tenon/license-verifier'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'
import { wellKnown } from './well-known.ts'

const app = await testApp(systems)
wellKnown(app.server.http, app.runtime)

async function ask(path: string) {
  const reply = await app.server.http.inject({ url: `/.well-known/${path}` })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

test('keys and revocations stand where products look for them, without signing in', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const { body: customer } = await person.post('/customers', { name: 'Acme' })
  const dates = { startsOn: '2026-01-01', endsOn: '2099-12-31' }
  const { body: licence } = await person.post('/licenses', { customer: customer.id, authorizedUsers: 10, ...dates })
  await person.post(`/licenses/${licence.id}/issue`, { reason: 'Gift' })
  const { body: file } = await person.post(`/licenses/${licence.id}/check-out`)
  await person.post(`/licenses/${licence.id}/suspend`, { reason: 'Unpaid' })

  const slug = `t${tenant.id.replaceAll('-', '')}`
  const keys = await ask(`license-keys?organisation=${slug}`)
  expect([keys.status, keys.headers['cache-control']]).toEqual([200, 'public, max-age=60'])
  expect(readLicenseFile(file.content, keys.body).license.code).toBe(licence.code)
  expect((await ask('license-keys')).status, 'the only organisation need not be named').toBe(200)
  const { body: revocations } = await ask(`license-revocations?organisation=${slug}`)
  expect(openRevocations(revocations, keys.body).licenses).toEqual([{ id: licence.id, reason: 'suspended' }])
  const other = await ask('license-keys?organisation=nobody')
  expect([other.status, other.body.code]).toEqual([404, 'ORGANISATION_NEEDED'])
})
