import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { hireAs, type Person } from './people.ts'
import { create, headers, ownName } from './records.ts'
import { settled } from './settled.ts'

const money = { amount: '960.00', currency: 'CNY' }

/** A partner with somebody who signs in, and one product at one price. */
async function found(admin: Page) {
  const person = await hireAs(admin, 'Portal', 'partner')
  const name = ownName('Nordlicht Partners')
  const company = await create(admin, 'companies', { name })
  const users = [{ member: person.id, role: 'principal' }]
  const partner = await create(admin, 'partners', { name, company: company.id, discountPercent: '15.00', users })
  await admin.request.post(`/api/v1/partners/${partner.id}/activate`, { data: {}, headers })
  const product = await create(admin, 'licensed_products', { name: ownName('Suite'), code: ownName('suite') })
  const policy = await create(admin, 'license_policies', { name: 'Yearly', product: product.id, durationDays: 365 })
  await create(admin, 'license_prices', { product: product.id, edition: 'business', unitPrice: money })
  return { person, name, policy: policy.id }
}

async function enter(page: Page, { email, password }: Person) {
  await page.goto('/partners/login')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function fillLine(page: Page, at: number, policy: string, users: string, customer: string) {
  const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: `Item ${at}` }) })
  await line.getByLabel('Product').selectOption(policy)
  await line.getByLabel('End customer').fill(customer)
  await line.getByLabel('Users').fill(users)
}

async function expectOpenToAll(page: Page) {
  await settled(page)
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  const { violations } = await page.evaluate(
    values => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
    tags,
  )
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join()}`)).toEqual([])
}

const status = (page: Page, name: string) => page.getByRole('heading', { level: 1 }).getByText(name, { exact: true })

journey('a partner orders, the house confirms, and the partner sees it', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const { person, name, policy } = await found(admin)

  // Nobody is signed in at first, which the page asks.
  const page = await visit({ refusals: [401] })
  await enter(page, person)
  await page.getByRole('heading', { level: 1, name }).waitFor()
  // No way leads from here into the house.
  await page.goto('/licenses')
  await page.waitForURL('**/portal/licenses')

  await page.getByRole('link', { name: 'Orders' }).click()
  await page.getByRole('link', { name: 'New order' }).first().click()
  await fillLine(page, 1, policy, '10', 'Fabrik Nord GmbH')
  await page.getByRole('button', { name: 'Add an item' }).click()
  await fillLine(page, 2, policy, '5', ownName('Werft'))
  await page.getByText('¥12,240.00').waitFor()
  await expectOpenToAll(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Your order number').fill('NL-4711')
  // Typed once: a reload brings back what was kept.
  await page.getByText(/Draft kept/).waitFor()
  await page.reload()
  expect(await page.getByLabel('Your order number').inputValue()).toBe('NL-4711')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('table').getByText('Fabrik Nord GmbH').waitFor()
  await page.getByRole('button', { name: 'Send order' }).click()
  await status(page, 'Sent').waitFor()
  const [orderNo = ''] = (await page.getByRole('heading', { level: 1 }).innerText()).split(/\s/)

  await page.getByLabel('Write a comment').fill('Installation after Wednesday, if you can.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('list').getByText('Installation after Wednesday').waitFor()
  await expectOpenToAll(page)

  const act = (label: string) => admin.getByRole('main').getByRole('button', { name: label, exact: true })
  await admin.goto(`/partner_orders?search=${orderNo}`)
  await admin.getByRole('link', { name: orderNo }).click()
  await act('Begin review').click()
  await status(page, 'In review').waitFor()
  await act('Confirm').click()

  // Told by the server: nobody reloads the page.
  await status(page, 'Confirmed').waitFor()
  await page
    .getByText(/LIC-\d/)
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Licences' }).click()
  await page.getByText('Fabrik Nord GmbH').waitFor()
})
