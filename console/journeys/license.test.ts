import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { formatDate } from '../app/formats.ts'
import { accountOf, journey } from './journey.ts'
import { ownName, today } from './records.ts'

const year = Number(today.slice(0, 4))
const [end, nextEnd] = [`${year}-12-31`, `${year + 1}-12-31`]
const shown = (date: string) => formatDate(date, { language: 'en', timeZone: 'Asia/Shanghai', today })

const isFocused = (field: Locator) => field.evaluate(element => element === document.activeElement)

/** Goes on from field to field until this one has the focus, as somebody without a mouse does. */
async function tabTo(field: Locator) {
  const page = field.page()
  for (let at = 0; at < 40 && !(await isFocused(field)); at++) await page.keyboard.press('Tab')
  expect(await isFocused(field), `the focus came to ${field}`).toBe(true)
}
async function type(field: Locator, text: string) {
  await tabTo(field)
  await field.page().keyboard.press('ControlOrMeta+A')
  await field.page().keyboard.type(text)
}
/** Finds a record by a part of its name and takes the first that is offered. */
async function choose(field: Locator, text: string) {
  await type(field, text)
  await field.page().getByRole('option', { name: text }).waitFor()
  await field.page().keyboard.press('Enter')
}

const box = (page: Page, name: string) => page.getByRole('textbox', { name })
const combo = (page: Page, name: string) => page.getByRole('combobox', { name })
const status = (page: Page, name: string) => page.getByRole('main').getByText(name, { exact: true }).first().waitFor()
const act = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })

/** One entry of the history, with what it says changed. */
const entry = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'History' }).getByRole('listitem').filter({ hasText: text })

interface Told {
  readonly who: string
  /** Field, before, after, as a reader sees them. */
  readonly changes: readonly (readonly [string, string | null, string])[]
}
async function tells(page: Page, what: string, { who, changes }: Told) {
  const told = entry(page, what)
  await told.getByText(who).waitFor()
  const said = await told.getByRole('definition').allInnerTexts()
  const words = changes.map(([, before, after]) => `${before ?? 'empty'} ${after}`)
  expect(await told.getByRole('term').allInnerTexts()).toEqual(changes.map(([field]) => field))
  expect(said.map(text => text.replaceAll(/\s+/g, ' '))).toEqual(words)
}

async function addCustomer(page: Page, name: string) {
  await page.goto('/customers/new')
  await type(box(page, 'Name'), name)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** From the list to the new licence's page without a mouse, past what the server refuses. Gives its number. */
async function drawUp(page: Page, customer: string): Promise<string> {
  await page.goto('/licenses')
  await page.getByRole('link', { name: /^LIC-/ }).first().waitFor()
  await page.keyboard.press('c')
  await page.getByRole('heading', { name: 'New licence' }).waitFor()
  await choose(combo(page, 'Customer'), customer)
  await choose(combo(page, 'Edition'), 'Business')
  await type(box(page, 'Starts on'), `${year}-01-01`)
  await type(box(page, 'Ends on'), `${year - 1}-12-31`)
  await type(box(page, 'Users allowed'), '25')
  await page.keyboard.press('ControlOrMeta+Enter')
  const lastDay = box(page, 'Ends on')
  await expect.poll(() => lastDay.getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => isFocused(lastDay)).toBe(true)
  await page.getByText('Earlier than the first day.').waitFor()
  await type(lastDay, end)
  await choose(combo(page, 'Sales representative'), accountOf('salesRep').name)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('heading', { name: `· ${customer}` }).waitFor()
  return (await page.getByRole('heading', { level: 1 }).innerText()).trim()
}

async function planDeployment(page: Page, license: string, engineer: string) {
  await page.goto('/deployments/new')
  await choose(combo(page, 'Licence'), license)
  await type(box(page, 'Planned on'), today)
  await tabTo(page.getByRole('group', { name: 'Engineers' }).getByRole('button', { name: 'Add line' }))
  await page.keyboard.press('Enter')
  await choose(combo(page, 'Engineer'), engineer)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('heading', { name: `· ${license}` }).waitFor()
  await page.getByRole('table').getByRole('link', { name: engineer }).waitFor()
}

journey('a licence is drawn up, issued, deployed and renewed, and its history tells each step', async ({ visit }) => {
  const [admin, seller] = [await visit({ as: 'administrator' }), await visit({ as: 'salesRep', refusals: [422] })]
  const customer = ownName('Magazzini')
  await addCustomer(admin, customer)
  const code = await drawUp(seller, customer)
  await status(seller, 'Draft')
  const address = seller.url()

  await act(seller, 'Issue').click()
  await seller.getByRole('dialog', { name: 'Issue' }).getByRole('button', { name: 'Issue' }).click()
  await status(seller, 'Issued')
  await planDeployment(admin, code, accountOf('engineer').name)

  const engineer = await visit({ as: 'engineer' })
  await engineer.goto('/deployments?view=mine')
  await engineer.getByRole('row', { name: code }).getByRole('link', { name: /^DEP-/ }).click()
  await act(engineer, 'Start').click()
  await status(engineer, 'In progress')
  await act(engineer, 'Complete').click()
  const completion = engineer.getByRole('dialog', { name: 'Complete' })
  await completion.getByLabel('Product version').fill('4.2.1')
  await completion.getByRole('button', { name: 'Complete' }).click()
  await status(engineer, 'Completed')

  await seller.goto(address)
  await status(seller, 'Deployed')
  await act(seller, 'More actions').click()
  await seller.getByRole('menuitem', { name: 'Renew' }).click()
  const renewal = seller.getByRole('dialog', { name: 'Renew' })
  await renewal.getByLabel('Months').fill('12')
  await renewal.getByRole('textbox', { name: 'Amount' }).fill('38000')
  await renewal.getByLabel('Order no.').fill('PO-4711')
  await renewal.getByRole('button', { name: 'Renew' }).click()
  await renewal.waitFor({ state: 'hidden' })

  const { name: rep } = accountOf('salesRep')
  await tells(seller, 'Licence renewed', { who: rep, changes: [['Ends on', shown(end), shown(nextEnd)]] })
  await tells(seller, 'Licence deployed', {
    who: accountOf('engineer').name,
    changes: [
      ['Status', 'Issued', 'Deployed'],
      ['Deployed on', null, shown(today)],
    ],
  })
  await tells(seller, 'Licence issued', { who: rep, changes: [['Status', 'Draft', 'Issued']] })
  const first = entry(seller, 'Created')
  await first.getByText(/\d+ values/).click()
  await first.getByText(customer).waitFor()

  await seller.getByRole('tab', { name: 'Terms 2' }).click()
  const terms = seller.getByRole('table').getByRole('row')
  await expect.poll(() => terms.count()).toBe(3)
  await seller.getByRole('tab', { name: 'Purchases 1' }).click()
  await seller.getByRole('link', { name: /PUR-/ }).click()
  await seller.getByText('PO-4711').filter({ visible: true }).first().waitFor()
  await tells(seller, 'Order placed', { who: rep, changes: [['Status', 'Draft', 'Awaiting payment']] })
})
