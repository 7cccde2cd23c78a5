import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { firstStart } from './first-start.ts'
import { journey } from './journey.ts'
import { create, ownName } from './records.ts'

const password = 'thirteen grey herons'

/** The token is a way in: neither the address bar nor a step back may show it. */
async function openLink(page: Page, link: string) {
  await page.goto(link)
  await page.getByRole('main').getByRole('button').first().waitFor()
  expect(page.url()).toBe(link.split('#')[0])
  expect(await page.evaluate(() => history.length)).toBe(2) // the blank page before, and this one
}

journey('the link of the first start makes the organisation and lets its administrator in', async ({ visit }) => {
  const link = await firstStart()
  const page = await visit({ refusals: [401, 410, 422] })
  await openLink(page, link)
  await page.getByRole('button', { name: 'Create and sign in' }).click()
  await page.getByText('Enter the name of the organisation.').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Harbour Exports Ltd.')
  expect(await page.getByLabel('Short name').inputValue()).toBe('harbour-exports-ltd')
  await page.getByLabel('Your name').fill('Ada Lin')
  await page.getByLabel('Email').fill('adalin@example.com')
  await page.getByLabel('Password', { exact: true }).fill('passwordpassword')
  await page.getByRole('button', { name: 'Create and sign in' }).click()
  await page.getByText('This password is among those tried first by everyone.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  await page.getByRole('button', { name: 'Ada Lin' }).waitFor()

  await openAgain(page, link)
  await page.getByText('If the organisation is set up, sign in.').waitFor()
})

/** A used set-up link shows its form until somebody sends it: only the server knows that it has been used. */
async function openAgain(page: Page, link: string) {
  await page.goto(link)
  await page.getByLabel('Name', { exact: true }).fill('Second')
  await page.getByLabel('Your name').fill('Second')
  await page.getByLabel('Email').fill('second@example.com')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

journey('an invited member chooses a password, signs in and changes it', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const name = ownName('Invited')
  const email = `${name.toLowerCase().replace(' ', '.')}@qiyuan.example`
  const grants = ['member.list', 'member.read', 'role.read'].map(each => ({ permission: `identity.${each}` }))
  const role = await create<{ id: string }>(admin, 'roles', {
    key: ownName('reader').replace(' ', ''),
    name: ownName('Reader'),
    grants,
  })
  const { id } = await create<{ id: string }>(admin, 'members', { name, email, roles: [{ role: role.id }] })
  await admin.goto(`/members/${id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Invite' }).click()
  await admin.getByRole('button', { name: 'Make link' }).click()
  const link = await admin.getByRole('textbox', { name: 'Link' }).inputValue()
  await admin.getByText('Works once, until').waitFor()

  const page = await visit({ refusals: [401, 410, 422] })
  await openLink(page, link)
  await page.getByLabel('New password').fill('short')
  await page.keyboard.press('Enter')
  await page.getByText('At least 12 characters.').waitFor()
  await page.getByLabel('New password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name, exact: true }).click()
  await changePassword(page)

  // Who may only look at members is not offered to invite them.
  await page.goto(`/members/${id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Invite' }).count()).toBe(0)

  await page.goto(link)
  await page.getByLabel('New password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
})

async function changePassword(page: Page) {
  await page.getByRole('menuitem', { name: 'Change password' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change password' })
  await dialog.getByLabel('Present password').fill('not the present one')
  await dialog.getByLabel('New password').fill('fourteen grey herons')
  await page.keyboard.press('Enter')
  await dialog.getByText('This is not your present password.').waitFor()
  await dialog.getByLabel('Present password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('Password changed.').waitFor()
}
