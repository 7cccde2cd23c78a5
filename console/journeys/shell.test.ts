import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { create, ownName } from './records.ts'

const switcher = (page: Page) => page.getByRole('button', { name: /启源智造集团/ })
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' })

journey(
  'one changes the site by keyboard, keeps the page, and is told; typed work is asked about',
  async ({ visit }) => {
    const page = await visit({ as: 'administrator' })
    await page.goto('/licenses')
    await page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    const sites = page.getByRole('list', { name: 'Work at' })
    await sites.getByRole('button', { name: '昆山工厂 Factory' }).click()
    await page.getByText('Now at 昆山工厂 as Administrator.').waitFor()
    expect(new URL(page.url()).pathname).toBe('/licenses')
    expect(await switcher(page).textContent()).toContain('昆山工厂')

    await page.goto('/customers/new')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(ownName('Zwischenhalt'))
    await switcher(page).click()
    await sites.getByRole('button', { name: /上海总部/ }).click()
    const asked = page.getByRole('dialog', { name: 'Go to 上海总部?' })
    await asked.getByRole('button', { name: 'Stay here' }).click()
    expect(await switcher(page).textContent()).toContain('昆山工厂')
  },
)

journey('the palette finds records, goes places and acts on what is open', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  const name = ownName('Palettenwerk')
  const { id } = await create(page, 'customers', { name })
  await page.goto(`/customers/${id}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await palette(page).getByText('On this record').waitFor()
  await page.keyboard.type('purchases')
  await palette(page).getByRole('option', { name: 'Purchases' }).click()
  await page.getByRole('heading', { level: 1, name: 'Purchases' }).waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  // What was opened lately is there before anything is typed.
  await palette(page).getByRole('option', { name }).click()
  await page.waitForURL(`**/customers/${id}`)
})

journey('what a colleague asks of one arrives by itself, is read and put away by keyboard', async ({ visit }) => {
  const [page, other] = [await visit({ as: 'engineer' }), await visit({ as: 'administrator' })]
  await page.goto('/inbox')
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  const me = (await (await page.request.get('/api/v1/user/me')).json()).person.id
  const title = ownName('Call back')
  await create(other, 'tasks', { title, assignee: me })
  const notice = page.getByRole('listitem').filter({ hasText: title })
  await notice.waitFor({ timeout: 20_000 })
  const inbox = page.getByRole('link', { name: /^Inbox/ })
  expect(await inbox.textContent()).toMatch(/Inbox\d+/)
  await page.keyboard.press('j')
  await page.getByRole('complementary', { name: title }).waitFor()
  await page.keyboard.press('e')
  await page.getByText('Archived.').waitFor()
  await notice.waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  const task = page.getByRole('listitem').filter({ hasText: title })
  await task.getByRole('button', { name: `Complete ${title}` }).click()
  await page.getByText(`Done: ${title}`).waitFor()
  await page.keyboard.press('ControlOrMeta+z')
  await task.waitFor()
})
