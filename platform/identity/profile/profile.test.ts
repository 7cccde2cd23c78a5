import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

async function someone() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  return { tenant, admin, person: await app.person(tenant, []) }
}

test('people keep their own name and telephone up to date, and nothing else of their record', async () => {
  const { admin, person } = await someone()
  const department = (await admin.post('/departments', { name: 'Sales' })).body.id as string
  await admin.patch(`/members/${person.memberId}`, { departments: [{ department, isMain: true }] })
  expect((await person.get('/user/profile')).body).toMatchObject({
    id: person.memberId,
    name: 'Somebody',
    email: person.email,
    phone: null,
    departments: [{ id: department, name: 'Sales', isMain: true, isHead: false }],
  })
  const changed = await person.patch('/user/profile', { name: ' Lin Yue ', phone: '+86 138 0013 8000' })
  expect([changed.status, changed.body.name]).toEqual([200, 'Lin Yue'])
  expect((await person.get('/user/me')).body.person.name).toBe('Lin Yue')
  const path = `/members/${person.memberId}`
  expect((await admin.get(path)).body.phone).toBe(changed.body.phone)
  expect((await admin.get(`${path}/history`)).body.data[0]).toMatchObject({
    act: 'editProfile',
    actor: expect.anything(),
  })
  for (const body of [{ roles: [] }, { email: 'boss@example.com' }, { status: 'active' }, { name: '' }, { phone: 'x' }])
    expect((await person.patch('/user/profile', body)).status).toBe(422)
})

test('preferences follow the person to every device, and one choice leaves the others alone', async () => {
  const { person } = await someone()
  const looks = { theme: null, density: null, accent: null, contrast: null, shortcuts: null }
  const unset = { ...looks, language: null, timeZone: null, notifications: {}, mails: {} }
  expect((await person.get('/user/preferences')).body).toEqual(unset)
  await Promise.all([
    person.patch('/user/preferences', { language: 'zh' }),
    person.patch('/user/preferences', { theme: 'dark', accent: 'plum', timeZone: 'Europe/Berlin' }),
    person.patch('/user/preferences', { notifications: { 'mail.newPlace': false } }),
  ])
  const { accessToken } = (await app.login(person.email, person.password)).body
  const elsewhere = app.as({ authorization: `Bearer ${accessToken}` })
  expect((await elsewhere.get('/user/preferences')).body).toEqual({
    ...unset,
    language: 'zh',
    theme: 'dark',
    accent: 'plum',
    timeZone: 'Europe/Berlin',
    notifications: { 'mail.newPlace': false },
  })
  expect((await elsewhere.patch('/user/preferences', { theme: null })).body.theme).toBeNull()
  for (const body of [
    { theme: 'pink' },
    { accent: 'pink' },
    { timeZone: 'Mars/Base' },
    { admin: true },
    { language: 'xx' },
  ])
    expect((await person.patch('/user/preferences', body)).status).toBe(422)
  expect((await app.as({}).get('/user/preferences')).status).toBe(401)
})
