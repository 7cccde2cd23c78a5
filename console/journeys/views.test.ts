import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { create, find, ownName, today } from './records.ts'

const codes = (page: Page) => page.getByRole('grid').getByRole('link', { name: /^LIC-/ })
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) })
const cell = (page: Page, code: string, column: string) =>
  page.getByRole('row').filter({ hasText: code }).locator(`[data-field="${column}"]`)

/** Two drafts of one customer, which are free to be edited. */
async function drafts(page: Page) {
  const [customer] = await find(page, 'customers', '')
  const body = { customer: customer?.id, startsOn: today, authorizedUsers: 10 }
  const made = [
    await create<{ id: string; code: string }>(page, 'licenses', body),
    await create<{ id: string; code: string }>(page, 'licenses', body),
  ]
  return made.map(({ code }) => code) as [string, string]
}

journey(
  'a view is saved, changed, shared and found again; a cell is edited in it and put right again',
  async ({ visit }) => {
    const page = await visit({ as: 'salesRep' })
    const [first, second] = await drafts(page)
    const name = ownName('Own drafts')
    await page.goto('/licenses?filter[status]=draft&sort=-code')
    await codes(page).first().waitFor()

    await page.getByRole('button', { name: 'Save as view' }).last().click()
    const dialog = page.getByRole('dialog', { name: 'Save as view' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Save as view' }).click()
    await page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true }).waitFor()

    await page.getByRole('columnheader', { name: 'Users allowed' }).getByRole('button').click()
    await tab(page, name).getByLabel('Unsaved filters').waitFor()
    await page.reload()
    await tab(page, name).getByLabel('Unsaved filters').waitFor()
    await page.getByRole('button', { name: 'Reset' }).click()
    await tab(page, name).getByLabel('Unsaved filters').waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'This view' }).click()
    await page.getByRole('menuitem', { name: 'Share with the team' }).click()
    await page.getByText('is shared with the team').waitFor()
    const colleague = await visit({ as: 'colleague' })
    await colleague.goto('/licenses')
    await tab(colleague, name).click()
    await codes(colleague).first().waitFor()
    await colleague.getByRole('button', { name: 'This view' }).click()
    await expect(await colleague.getByRole('menuitem', { name: /^Rename/ }).getAttribute('aria-disabled')).toBe('true')

    await cell(page, second, 'authorizedUsers').click()
    await cell(page, second, 'authorizedUsers').click()
    await page.getByRole('textbox', { name: 'Users allowed' }).fill('25')
    const told = page.getByText('Users allowed saved').waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => cell(page, second, 'authorizedUsers').innerText()).toBe('25')
    await told
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expect.poll(() => cell(page, second, 'authorizedUsers').innerText()).toBe('10')
    await expect.poll(() => cell(page, first, 'authorizedUsers').innerText()).toBe('10')

    await page.getByRole('button', { name: 'This view' }).click()
    await page.getByRole('menuitem', { name: 'Remove view' }).click()
    await tab(page, name).waitFor({ state: 'hidden' })
  },
)
