import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { create, ownName, today } from './records.ts'

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

journey(
  'a record takes its next step and several are changed at once, from the list, by keyboard',
  async ({ visit }) => {
    const page = await visit({ as: 'salesRep' })
    const customer = await create<{ id: string }>(page, 'customers', { name: ownName('Tastatur') })
    const body = { customer: customer.id, model: 'perpetual', startsOn: today, authorizedUsers: 10 }
    const made = [
      await create<{ id: string }>(page, 'licenses', body),
      await create<{ id: string }>(page, 'licenses', body),
    ]
    await page.goto(`/licenses?filter[customer]=${customer.id}`)
    await codes(page).nth(1).waitFor()

    await press(page, 'j', 's')
    const steps = page.getByRole('dialog', { name: 'Which step comes next?' })
    const issue = steps.getByRole('button', { name: /^Issue/ })
    await issue.waitFor()
    const isOnIssue = () => issue.evaluate(button => button === document.activeElement)
    for (let at = 0; at < 9 && !(await isOnIssue()); at++) await press(page, 'ArrowDown')
    await press(page, 'Enter')
    await page.getByRole('dialog', { name: 'Issue' }).waitFor()
    await press(page, 'Control+Enter')
    await page.getByText('Issue: 1 record done.').waitFor()

    await press(page, 'Shift+X')
    await page.getByRole('toolbar').getByText('2 selected').waitFor()
    await press(page, 'e')
    const edit = page.getByRole('dialog', { name: 'Set one field' })
    const field = edit.getByRole('combobox', { name: 'Field' })
    await expect.poll(() => field.evaluate(box => box === document.activeElement)).toBe(true)
    await page.keyboard.type('Note')
    await press(page, 'Tab')
    await page.keyboard.type('Both by keyboard')
    await press(page, 'Control+Enter')
    await page.getByText('Edit: 2 records done.').waitFor()
    const notes = async () => {
      const answers = await Promise.all(made.map(({ id }) => page.request.get(`/api/v1/licenses/${id}`)))
      return Promise.all(answers.map(async answer => ((await answer.json()) as { note: string | null }).note))
    }
    expect(await notes()).toEqual(['Both by keyboard', 'Both by keyboard'])
    await press(page, 'Control+z')
    await expect.poll(notes).toEqual([null, null])
  },
)
