import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'

/** The title of the row the keyboard is on. */
async function current(page: Page): Promise<string> {
  const grid = page.getByRole('grid')
  await expect.poll(() => grid.getAttribute('aria-activedescendant')).not.toBeNull()
  const row = await grid.getAttribute('aria-activedescendant')
  return page.locator(`#${row}`).getByRole('link').first().innerText()
}
const codes = (page: Page) => page.getByRole('grid').getByRole('link', { name: /^LIC-/ })
const peek = (page: Page, code: string) => page.getByRole('complementary', { name: code, exact: true })
const press = (page: Page, ...keys: string[]) =>
  keys.reduce<Promise<void>>((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

journey('a list is read, peeked into, opened and left again without a mouse', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  await page.goto('/licenses')
  await codes(page).nth(3).waitFor()
  const [first, second, third] = (await codes(page).allInnerTexts()) as [string, string, string]

  await press(page, 'j', 'j', 'j', 'k')
  expect(await current(page)).toBe(second)
  await press(page, 'Space')
  await peek(page, second).waitFor()
  await press(page, 'j')
  await peek(page, third).waitFor()
  await page.goBack()
  await peek(page, third).waitFor({ state: 'hidden' })
  expect(new URL(page.url()).pathname).toBe('/licenses')

  await press(page, 'k', 'k', 'Enter')
  await page.getByRole('heading', { level: 1, name: first }).waitFor()
  await press(page, 'j')
  await page.getByRole('heading', { level: 1, name: second }).waitFor()
  await press(page, 'Escape')
  await codes(page).first().waitFor()

  await press(page, 'j', 'x')
  await page.getByRole('toolbar').getByText('1 selected').waitFor()
  await press(page, 'Escape')
  await page.getByRole('toolbar').getByText('1 selected').waitFor({ state: 'hidden' })

  await press(page, 'c')
  await page.getByRole('heading', { name: 'New licence' }).waitFor()
  await page.goBack()
  await codes(page).first().waitFor()
  await press(page, '?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await press(page, 'Escape')
  await press(page, 'g', 'h')
  await page.getByRole('heading', { name: 'Home' }).waitFor()
})

journey('search, filter, order and view stay after a reload, and in a link sent to somebody', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  await page.goto('/licenses')
  await codes(page).first().waitFor()
  await press(page, '/')
  await page.keyboard.type('LIC-2026')
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('LIC-2026')
  await press(page, 'Escape', 'Escape')
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBeNull()

  await page.getByRole('tab', { name: /^In use/ }).click()
  await page.getByRole('columnheader', { name: 'Users allowed' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('dialog', { name: 'Filter' }).getByRole('button', { name: 'Edition' }).click()
  await page.getByRole('dialog', { name: 'Edition' }).getByLabel('Enterprise').check()
  await page.keyboard.press('Escape')
  const seen = async (at: Page) => {
    await at.getByRole('columnheader', { name: 'Users allowed' }).waitFor()
    await expect
      .poll(() => at.getByRole('columnheader', { name: 'Users allowed' }).getAttribute('aria-sort'))
      .toBe('ascending')
    await at.getByRole('tab', { name: /^In use/, selected: true }).waitFor()
    await codes(at).first().waitFor()
    return codes(at).allInnerTexts()
  }
  await page.getByRole('button', { name: /^Edition.*Enterprise/ }).waitFor()
  const before = await seen(page)
  expect(before.length).toBeGreaterThan(1)
  await page.reload()
  expect(await seen(page)).toEqual(before)

  const colleague = await visit({ as: 'colleague', language: 'en' })
  await colleague.goto(page.url())
  expect(await seen(colleague)).toEqual(before)
})
