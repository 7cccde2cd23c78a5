import type { Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { accountOf, journey } from './journey.ts'
import { create, find, ownName } from './records.ts'

const name = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })
const submit = (page: Page) => page.getByRole('button', { name: 'Create' }).click()

journey('a network that is gone while saving costs nothing, and saving again saves once', async ({ visit }) => {
  const page = await visit({ as: 'salesRep', refusals: [0] })
  const typed = ownName('Fernweh Optik')
  await page.goto('/customers/new')
  await name(page).fill(typed)
  await page.getByRole('textbox', { name: 'City' }).fill('Lübeck')
  await page.context().setOffline(true)
  await submit(page)
  await page.getByRole('alert').filter({ hasText: 'The server did not answer' }).waitFor()
  expect(await name(page).inputValue()).toBe(typed)

  await page.getByText(/Trying again in \d+ s/).waitFor()
  await page.context().setOffline(false)
  // It is sent again by itself.
  await page.getByRole('heading', { level: 1, name: typed }).waitFor()
  expect(await find(page, 'customers', typed)).toHaveLength(1)
})

journey('a server that fails while saving loses nothing, names a reference and is asked again', async ({ visit }) => {
  const page = await visit({ as: 'salesRep', refusals: [500] })
  const typed = ownName('Aufschub KG')
  await page.goto('/customers/new')
  await name(page).fill(typed)
  const detail = 'Something went wrong on our side. It has been recorded under the reference 7f2c-91.'
  const body = JSON.stringify({ status: 500, code: 'INTERNAL', title: 'Our fault', detail, requestId: '7f2c-91' })
  await page.route('**/api/v1/customers', route =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
  )
  await submit(page)
  const told = page.getByRole('alert').filter({ hasText: 'It was not done' })
  await told.getByRole('button', { name: 'Copy reference' }).waitFor()
  expect(await name(page).inputValue()).toBe(typed)
  await page.unroute('**/api/v1/customers')
  await told.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('heading', { level: 1, name: typed }).waitFor()
  expect(await find(page, 'customers', typed)).toHaveLength(1)
})

journey('a request that arrived but whose answer was lost is not done twice', async ({ visit }) => {
  const page = await visit({ as: 'salesRep', refusals: [0] })
  const typed = ownName('Zweimal GmbH')
  await page.goto('/customers/new')
  await name(page).fill(typed)
  const lose = async (route: Route) => {
    await route.fetch()
    await route.abort('internetdisconnected')
  }
  await page.route('**/api/v1/customers', lose, { times: 1 })
  await submit(page)
  await page.getByRole('alert').filter({ hasText: 'The server did not answer' }).waitFor()
  await page.getByRole('heading', { level: 1, name: typed }).waitFor()
  expect(await find(page, 'customers', typed)).toHaveLength(1)
})

journey('a session that ends in the middle is renewed over the page, and the form goes on', async ({ visit }) => {
  const page = await visit({ as: 'salesRep', refusals: [401] })
  const typed = ownName('Halbzeit AG')
  await page.goto('/customers/new')
  await name(page).fill(typed)
  await page.context().clearCookies()
  await submit(page)
  const again = page.getByRole('dialog', { name: /sign in again/i })
  await again.getByLabel('Password', { exact: true }).fill(accountOf('salesRep').password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: typed }).waitFor()
  expect(await find(page, 'customers', typed)).toHaveLength(1)
})

journey('what was typed and not sent is back after the tab was closed', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  const typed = ownName('Unvollendet KG')
  await page.goto('/customers/new')
  await name(page).fill(typed)
  await page.getByText(/Draft kept/).waitFor()
  const later = await page.context().newPage()
  await page.close({ runBeforeUnload: false })
  await later.goto('/customers/new')
  await later.getByText(/Your unsent draft/).waitFor()
  expect(await name(later).inputValue()).toBe(typed)
  await later.getByRole('button', { name: 'Discard' }).click()
  expect(await name(later).inputValue()).toBe('')
})

journey('a draft is offered on another device, with the day and the device it comes from', async ({ visit }) => {
  const page = await visit({ as: 'colleague' })
  const typed = ownName('Unterwegs GmbH')
  await page.goto('/contacts/new')
  await name(page).waitFor()
  await Promise.all([
    page.waitForResponse(answer => answer.url().includes('/drafts/') && answer.request().method() === 'PUT'),
    name(page).fill(typed),
  ])
  const phone = await visit({ as: 'colleague', width: 390, height: 844, touch: true })
  await phone.goto('/contacts/new')
  const banner = phone.getByRole('status').filter({ hasText: 'There is an unsent draft' })
  await banner.getByText(/typed on Chrome/).waitFor()
  expect(await name(phone).inputValue()).toBe('')
  await banner.getByRole('button', { name: 'Restore' }).click()
  expect(await name(phone).inputValue()).toBe(typed)
  await phone.getByRole('button', { name: 'Discard' }).click()
  expect(await name(phone).inputValue()).toBe('')
})

journey('two people who change the same field at once both see both values', async ({ visit }) => {
  const one = await visit({ as: 'salesRep', refusals: [409] })
  const other = await visit({ as: 'colleague' })
  const typed = ownName('Doppelpass')
  const { id } = await create<{ id: string }>(one, 'customers', { name: typed, city: 'Kiel' })
  const type = async (page: Page, city: string) => {
    await page.getByRole('button', { name: 'Edit City' }).click()
    await page.getByRole('textbox', { name: 'City' }).fill(city)
  }
  for (const page of [one, other]) {
    await page.goto(`/customers/${id}`)
    await page.getByRole('heading', { level: 1, name: typed }).waitFor()
  }
  await type(one, 'Hamburg')
  await other.getByText('is editing').waitFor()
  await type(other, 'Bremen')
  await other.keyboard.press('Enter')
  await other.getByText('City saved.').waitFor()
  await one.keyboard.press('Enter')
  const conflict = one.getByRole('alert').filter({ hasText: 'Bremen' })
  await conflict.getByRole('radio', { name: /^Mine/ }).check()
  await conflict.getByRole('button', { name: 'Save the choice' }).click()
  await one.getByText('City saved.').waitFor()
  await one.getByRole('region', { name: 'History' }).getByText('Hamburg').waitFor()
})
