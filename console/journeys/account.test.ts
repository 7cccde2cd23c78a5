import { expect } from 'vitest'
import { journey } from './journey.ts'
import { comeIn, enterPassword, hire } from './people.ts'
import { create, headers, ownName } from './records.ts'

journey('somebody who must change the password does so while signing in', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const person = await hire(admin, 'Forced')
  await admin.goto(`/members/${person.id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: /password/i }).click()
  await admin.getByText(person.name).first().waitFor()

  const page = await visit({ refusals: [401, 422] })
  await enterPassword(page, person)
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  await page.getByLabel('New password').fill('passwordpassword')
  await page.keyboard.press('Enter')
  await page.getByText('This password is among those tried first by everyone.').waitFor()
  await page.getByLabel('New password').fill('fifteen grey herons')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: person.name, exact: true }).waitFor()
})

journey('a session that is ended elsewhere is over at the next step', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const person = await hire(admin, 'Twice')
  const one = await visit({ refusals: [401] })
  const other = await visit({ refusals: [401] })
  await comeIn(one, person)
  await comeIn(other, person)
  await one.goto('/account/security')
  const places = one.getByRole('region', { name: 'Where you are signed in' })
  await places.getByText('This browser').waitFor()
  await places
    .getByRole('button', { name: /^Sign out Chrome/ })
    .first()
    .click()
  await one.getByText(/is signed out\./).waitFor()
  await other.reload()
  await other.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await one.reload()
  await places.getByText('This browser').waitFor()
})

journey('an API key is shown once and does what it is for, no more', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const person = await hire(admin, 'Keys', ['directory.company.*', 'identity.apiKey.create', 'identity.access.explain'])
  const page = await visit({ refusals: [401] })
  await comeIn(page, person)
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await dialog.getByText('Choose what the key may do.').waitFor()
  await dialog.getByLabel('Name').fill('Warehouse')
  const companies = dialog.locator('.picker-row').filter({ has: page.getByLabel('All of Companies') })
  await companies.getByRole('button', { name: 'Read' }).first().click()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const key = await page.getByRole('textbox', { name: 'API key' }).inputValue()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page
    .getByRole('region', { name: 'API keys' })
    .getByText(/^Warehouse/)
    .waitFor()
  expect(await page.content()).not.toContain(key)

  const program = await visit()
  const call = (method: string, path: string) =>
    program.request.fetch(`/api/v1${path}`, { method, headers: { Authorization: `Bearer ${key}` }, data: {} })
  expect(
    (await program.request.get('/api/v1/companies', { headers: { Authorization: `Bearer ${key}` } })).status(),
  ).toBe(200)
  expect((await call('POST', '/companies')).status()).toBe(403)

  await page.getByRole('button', { name: 'Revoke Warehouse' }).click()
  await page.getByText('Warehouse no longer works.').waitFor()
  expect(
    (await program.request.get('/api/v1/companies', { headers: { Authorization: `Bearer ${key}` } })).status(),
  ).toBe(401)
})

journey('the operation log shows a change before and after, and that nobody has edited it', async ({ visit }) => {
  const page = await visit({ as: 'administrator' })
  const name = ownName('Protokoll')
  const { id } = await create<{ id: string }>(page, 'customers', { name, city: 'Kiel' })
  const changed = await page.request.patch(`/api/v1/customers/${id}`, {
    data: { city: 'Lübeck' },
    headers: { ...headers, 'If-Match': '1' },
  })
  expect(changed.status()).toBe(200)
  await page.goto(`/security/log?record=${id}`)
  const rows = page.getByRole('row').filter({ hasText: name })
  await rows.nth(1).waitFor()
  expect(await rows.count()).toBe(2)
  await rows.first().getByRole('button').click()
  const entry = page.getByRole('dialog')
  await entry.getByText('Kiel', { exact: true }).waitFor()
  await entry.getByText('Lübeck', { exact: true }).waitFor()
  await entry.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Verify' }).click()
  await page.getByText('Nobody has edited the log').waitFor()
})
