import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { create, find, headers, ownName, today } from './records.ts'

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

/** What a spreadsheet puts on the clipboard, pasted where the focus is. */
const paste = (page: Page, text: string) =>
  page.evaluate(text => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, text)

interface Deployment {
  readonly id: string
  readonly engineers: readonly { readonly role: string }[]
}

journey('a form is filled in and sent without a mouse, its lines pasted from a spreadsheet', async ({ visit }) => {
  const page = await visit({ as: 'administrator' })
  const names = [ownName('Anna Fels'), ownName('Bo Lind')] as const
  for (const name of names) await create(page, 'engineers', { name })
  const version = ownName('v')
  await page.goto('/deployments/new')
  const license = page.getByRole('combobox', { name: 'Licence', exact: true })
  await license.waitFor()
  await page.keyboard.type('LIC-')
  await page.getByRole('option', { name: /^LIC-/ }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type(today)
  await page.getByRole('textbox', { name: /^Product version/ }).focus()
  await page.keyboard.type(version)

  const engineers = page.getByRole('group', { name: 'Engineers' })
  await engineers.getByRole('button', { name: 'Add line' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Engineer 1' }).waitFor()
  await expect.poll(() => focused(page)).toBe('Engineer 1')
  // The role once in the words of the other language, once as nobody calls it.
  await paste(page, `${names[0]}\t负责人\n${names[1]}\tsomething else`)
  await page.getByRole('combobox', { name: 'Engineer 2' }).waitFor()
  await page.getByText('Choose one of the list.').waitFor()
  await page.getByRole('combobox', { name: 'Engineer 1' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focused(page)).toBe('Engineer 2')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => focused(page)).toBe('Role 2')
  await page.keyboard.type('Assist')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => focused(page)).toBe('Role 1')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: /^DEP-/ }).waitFor()

  const id = new URL(page.url()).pathname.split('/').at(-1)
  const made = await page.request.get(`/api/v1/deployments/${id}`, { headers })
  const deployment = (await made.json()) as Deployment
  expect(deployment.engineers.map(({ role }) => role)).toEqual(['assist', 'lead'])
})

journey('a value that is taken names its record at the field, and a refused one gets the focus', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  const code = Date.now().toString(36).toUpperCase()
  const name = ownName('Erstling AG')
  await create(page, 'customers', { name, code })
  await page.goto('/customers/new')
  await page.getByRole('textbox', { name: /^Code/ }).fill(code)
  await page.keyboard.press('Tab')
  await page.getByText('Already in use.').waitFor()
  expect(await page.getByRole('link', { name }).getAttribute('target')).toBe('_blank')
  await page.getByRole('button', { name: 'Create' }).click()
  const required = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect.poll(() => required.evaluate(box => box === document.activeElement)).toBe(true)
  await page.getByRole('textbox', { name: /^Code/ }).fill(`${code}2`)
  await page.getByText('Already in use.').waitFor({ state: 'hidden' })
  await required.fill(name)
  await page.keyboard.press('Tab')
  await page.getByText('Perhaps it is there already:').waitFor()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  expect(await find(page, 'customers', name)).toHaveLength(2)
})
