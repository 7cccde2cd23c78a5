import { expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { setPolicy } from '../testing/policy.ts'
import { anAddress, type Caller, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const everywhere = [{ role: 'administrator' }]
const office = async () => {
  const tenant = await app.tenant()
  return { tenant, admin: await app.person(tenant, everywhere) }
}
interface Person extends Caller {
  readonly password: string
}
const change = ({ password: current, post }: Person, password: string) => post('/auth/password', { current, password })
const faultOf = async (who: Person, password: string) => (await change(who, password)).body?.fields?.[0]?.code ?? 'ok'

test('a policy is there before anybody says anything, is replaced as a whole, and not over a newer one', async () => {
  const { admin } = await office()
  const { body: usual } = await admin.get('/security/policy')
  expect(usual).toMatchObject({ version: 0, secondFactor: 'optional', password: { minLength: 12 }, trial: null })
  const saved = await setPolicy(admin, { password: { minLength: 16 } })
  expect([saved.status, saved.body.version, saved.body.password.minLength]).toEqual([200, 1, 16])
  const { trial: _, address: __, ...late } = usual
  expect((await admin.put('/security/policy', late)).body.code).toBe('STALE')
  expect((await setPolicy(admin, { password: { minLength: 3 } })).body.fields).toMatchObject([
    { field: 'password.minLength', code: 'TOO_SMALL' },
  ])
  const strange = { secondFactorRoles: ['0192f0c1-2d3e-7000-8000-000000000000'] }
  expect((await setPolicy(admin, strange)).body.fields).toMatchObject([
    { field: 'secondFactorRoles.0', code: 'REFERENCE_NOT_FOUND' },
  ])
})

test('only who may change the policy changes it', async () => {
  const { tenant } = await office()
  const clerk = await app.person(tenant, [])
  for (const answer of [
    await clerk.get('/security/policy'),
    await clerk.put('/security/policy', {}),
    await clerk.post('/security/policy/confirm'),
    await clerk.post('/security/policy/simulate', { addressRules: [] }),
  ])
    expect(answer.status).toBe(403)
})

test('passwords are as long, mixed and new as the organisation asks', async () => {
  const { tenant, admin } = await office()
  await setPolicy(admin, { password: { minLength: 14, classes: 3, history: 2 } })
  const made = { name: 'Ottilie Brandt', email: `${tenant.slug}@example.com`, roles: [] }
  const enter = (password: string) => createPerson(app.runtime, tenant, { ...made, password })
  await expect(enter('sixteen grey owls')).rejects.toMatchObject({ details: { fields: [{ code: 'TOO_FEW_KINDS' }] } })
  await enter('Sixteen grey 1')
  const signedIn = async (password: string) => {
    const { body } = await app.login(`${tenant.slug}@example.com`, password)
    return { password, ...app.as({ authorization: `Bearer ${body.accessToken}` }) }
  }
  const her = await signedIn('Sixteen grey 1')
  expect(await faultOf(her, 'Short but 3')).toBe('TOO_SHORT')
  expect(await faultOf(her, 'thirteen grey herons')).toBe('TOO_FEW_KINDS')
  expect(await faultOf(her, 'The Ottilie of 1 day')).toBe('CONTAINS_IDENTIFIER')
  expect(await faultOf(her, 'Sixteen grey 1')).toBe('USED_BEFORE')
  expect(await faultOf(her, 'Sixteen grey 2')).toBe('ok')
  expect(await faultOf(await signedIn('Sixteen grey 2'), 'Sixteen grey 3')).toBe('ok')
  const later = await signedIn('Sixteen grey 3')
  expect(await faultOf(later, 'Sixteen grey 1')).toBe('USED_BEFORE')
  expect(await faultOf(later, 'Sixteen grey 4')).toBe('ok')
  expect(await faultOf(await signedIn('Sixteen grey 4'), 'Sixteen grey 1')).toBe('ok')
})

test('the password of an account satisfies all of its organisations', async () => {
  const [strict, lax] = [await office(), await office()]
  const { email, userId } = lax.admin
  await setPolicy(strict.admin, { password: { minLength: 20 } })
  await setPolicy(lax.admin, { password: { minLength: 8 } })
  expect(await faultOf(lax.admin, 'grey owls')).toBe('ok')
  const joined = await createPerson(app.runtime, strict.tenant, { name: 'Both', email, roles: [] })
  expect(joined.userId).toBe(userId)
  const { body } = await app.login(email, 'grey owls')
  const both = { password: 'grey owls', ...app.as({ authorization: `Bearer ${body.accessToken}` }) }
  expect(await faultOf(both, 'eleven grey owls')).toBe('TOO_SHORT')
  expect(await faultOf(both, 'a hundred and one grey owls')).toBe('ok')
})

test('as many failures as the organisation bears, and for a name of nobody the same as for its neighbours', async () => {
  const tenant = await app.tenant()
  const domain = `${tenant.slug}.example`
  const person = async (name: string) => {
    const wish = { name: 'One', email: `${name}@${domain}`, password: 'thirteen grey herons', roles: everywhere }
    await createPerson(app.runtime, tenant, wish)
    return wish
  }
  const [first] = [await person('first'), await person('second')]
  const { body } = await app.login(first.email, first.password)
  const saved = await setPolicy(app.as({ authorization: `Bearer ${body.accessToken}` }), {
    lockout: { attempts: 3, minutes: 1 },
  })
  expect(saved.body.lockout).toEqual({ attempts: 3, minutes: 1 })
  const statuses = async (email: string) => {
    const here = anAddress()
    const all = []
    for (let i = 0; i < 4; i++) all.push((await app.login(email, 'wrong wrong wrong', here)).status)
    return all
  }
  expect(await statuses(`second@${domain}`)).toEqual([401, 401, 401, 429])
  expect(await statuses(`nobody@${domain}`)).toEqual([401, 401, 401, 429])
  expect(await statuses('nobody@elsewhere.example')).toEqual([401, 401, 401, 401])
  expect((await app.login(first.email, first.password)).status).toBe(200)
})

test('sessions end as the organisation says: unused, in all, and beyond a number the oldest', async () => {
  const { tenant, admin } = await office()
  const clerk = await app.person(tenant, [])
  const enter = async () => {
    const { body } = await app.login(clerk.email, clerk.password)
    return { ...app.as({ authorization: `Bearer ${body.accessToken}` }), ends: Date.parse(body.expiresAt) }
  }
  const before = await enter()
  await setPolicy(admin, { session: { idleMinutes: 30, absoluteHours: 2, concurrent: 2 } })
  const sessions = async () => (await before.get('/user/sessions')).body.data as { expiresAt: string }[]
  for (const { expiresAt } of await sessions()) expect(Date.parse(expiresAt)).toBeLessThan(Date.now() + 31 * 60_000)
  const [second, third] = [await enter(), await enter()]
  expect(third.ends).toBeLessThan(Date.now() + 31 * 60_000)
  expect([(await before.get('/auth/me')).status, (await clerk.get('/auth/me')).status]).toEqual([401, 401])
  expect([(await second.get('/auth/me')).status, (await third.get('/auth/me')).status]).toEqual([200, 200])
  const shift = (minutes: number) =>
    app.runtime.pool.instance([
      {
        text: `update auth.session set created_at = created_at - $2 * interval '1 minute',
          updated_at = updated_at - $2 * interval '1 minute', expires_at = expires_at - $2 * interval '1 minute'
          where user_id = $1`,
        values: [clerk.userId, minutes],
      },
    ])
  for (let i = 0; i < 5; i++) {
    await shift(23)
    expect((await second.get('/auth/me')).status).toBe(200)
  }
  expect((await third.get('/auth/me')).status).toBe(401)
  await shift(23)
  expect((await second.get('/auth/me')).status).toBe(401)
})
