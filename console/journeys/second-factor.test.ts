import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { firstStart } from './first-start.ts'
import { journey } from './journey.ts'
import { comeIn, enterPassword, hire, type Person } from './people.ts'
import { find, headers, ownName } from './records.ts'

const mayWriteCustomers = ['directory.company.*', 'identity.site.read', 'identity.member.read']

/** Each code lets in once: `later` takes that of a following half minute, which the server accepts early. */
const codeOf = (secret: string, later = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + later * 30_000 })

/** Sets an app up on one's own page; gives its secret and the recovery codes. */
async function setUpApp(page: Page, person: Person) {
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Set up authenticator app' }).click()
  await page.getByLabel('Your password').fill(person.password)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor()
  await page.getByText('Without a camera').click()
  const secret = (await page.getByRole('textbox', { name: 'Secret key' }).inputValue()).replaceAll(' ', '')
  await page.getByLabel('Then enter the six digits it shows').fill(codeOf(secret))
  const codes = page.getByRole('dialog', { name: 'Keep your recovery codes' })
  await codes.getByRole('button', { name: 'Close' }).click()
  await codes.getByText('Keep them first: they are not shown again.').waitFor()
  const recovery = await codes.getByRole('listitem').allInnerTexts()
  await codes.getByLabel('I have kept them in a safe place').check()
  await codes.getByRole('button', { name: 'Close' }).click()
  await page.getByText('10 of 10 left, for when your device is lost').waitFor()
  return { secret, recovery }
}

journey(
  'an authenticator app is set up, asked for at sign-in and at renewal, and nothing typed is lost',
  async ({ visit }) => {
    const admin = await visit({ as: 'administrator' })
    const person = await hire(admin, 'Totp', mayWriteCustomers)
    const first = await visit({ refusals: [401] })
    await comeIn(first, person)
    const { secret, recovery } = await setUpApp(first, person)

    const page = await visit({ refusals: [401] })
    await enterPassword(page, person)
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    const field = page.getByLabel('Code of your authenticator app')
    await field.fill('000000')
    await page.getByText('This code is wrong or has been used.').waitFor()
    await field.fill(codeOf(secret, 1))
    await page.getByRole('button', { name: person.name, exact: true }).waitFor()

    const typed = ownName('Zwischendurch')
    await page.goto('/customers/new')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(typed)
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Create' }).click()
    const again = page.getByRole('dialog', { name: 'Sign in again' })
    await again.getByLabel('Password', { exact: true }).fill(person.password)
    await page.keyboard.press('Enter')
    await again.getByRole('button', { name: 'Use a recovery code' }).click()
    await again.getByLabel('Recovery code').fill((recovery[0] as string).toLowerCase())
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: typed }).waitFor()
    expect(await find(page, 'customers', typed)).toHaveLength(1)
  },
)

/** An authenticator inside the browser that says yes to everything, as one with a fingerprint reader would. */
async function addAuthenticator(page: Page) {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Fills the page behind the link of a first start. */
async function setUpOrganisation(page: Page, link: string, password: string) {
  await page.goto(link)
  await page.getByLabel('Name', { exact: true }).fill('Passkey Trading')
  await page.getByLabel('Your name').fill('Ada Lin')
  await page.getByLabel('Email').fill('adalin@example.com')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ada Lin' }).waitFor()
}

journey(
  'a passkey is made on one’s own page and signs in instead of the password',
  { timeout: 150_000 },
  async ({ visit }) => {
    const password = 'fourteen grey herons'
    const link = await firstStart('localhost')
    // 404: outside an evaluation there are no demo people.
    const page = await visit({ refusals: [401, 404] })
    await addAuthenticator(page)
    await setUpOrganisation(page, link, password)
    const { origin } = new URL(link)
    await page.goto(`${origin}/account/security`)
    await page.getByRole('button', { name: 'Add passkey' }).click()
    await page.getByLabel('Your password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByLabel('I have kept them in a safe place').check()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: /^Remove / }).waitFor()

    await page.context().clearCookies()
    await page.goto(origin)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('button', { name: 'Ada Lin' }).waitFor()

    // Beside the password it is the second proof.
    await page.context().clearCookies()
    await page.goto(origin)
    await page.getByLabel('Email').fill('adalin@example.com')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    await page.getByRole('button', { name: 'Use passkey' }).click()
    await page.getByRole('button', { name: 'Ada Lin' }).waitFor()
  },
)

/** Asks a second factor of whoever holds the role. */
async function require(admin: Page, role: string) {
  const {
    version,
    trial: _,
    address: __,
    ...policy
  } = await (await admin.request.get('/api/v1/security/policy')).json()
  const data = { ...policy, version, secondFactor: 'requiredForRoles', secondFactorRoles: [role] }
  expect((await admin.request.put('/api/v1/security/policy', { data, headers })).status()).toBe(200)
}

journey('whoever needs a second factor sets it up while signing in', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const person = await hire(admin, 'Enrols')
  await require(admin, person.role)
  const page = await visit({ refusals: [401] })
  await enterPassword(page, person)
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
  await page.getByText('Without a camera').click()
  const secret = (await page.getByRole('textbox', { name: 'Secret key' }).inputValue()).replaceAll(' ', '')
  await page.getByLabel('Then enter the six digits it shows').fill(codeOf(secret))
  await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor()
  expect(await page.getByRole('listitem').count()).toBe(10)
  await page.getByLabel('I have kept them in a safe place').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: person.name, exact: true }).waitFor()
})
