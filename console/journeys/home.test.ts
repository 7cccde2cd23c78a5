import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { rowsOf } from './records.ts'

const tile = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const slots = (page: Page) =>
  page.locator('[data-slot]').evaluateAll(all => all.map(each => (each as HTMLElement).dataset.slot))
journey('the figures of the home page are the lists they lead to, and one may arrange it', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  await page.goto('/')
  const grace = tile(page, 'Licences by status').getByRole('link', { name: /In grace/ })
  const told = Number(await grace.locator('b').innerText())
  await grace.click()
  await expect.poll(() => rowsOf(page)).toBe(told)
  await page.goBack()

  const before = await slots(page)
  await page.getByRole('button', { name: 'Edit layout' }).click()
  await page.getByRole('button', { name: /^Move Purchases/ }).focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await page.getByRole('button', { name: 'Hide Activity' }).click()
  const sent = page.waitForResponse(answer => answer.url().endsWith('/choices/home') && answer.ok())
  await page.getByRole('button', { name: 'Done' }).click()
  await sent
  const after = await slots(page)
  expect(after.indexOf('licensing.orders')).toBe(before.indexOf('licensing.orders') - 1)
  expect(after).not.toContain('workspace.activity')
  await page.reload()
  await expect.poll(() => slots(page)).toEqual(after)

  await page.getByRole('button', { name: 'Edit layout' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  expect(await slots(page)).toEqual(before)
  await page.keyboard.press('Escape')
})

journey('a tile fails alone, and a chart is also a table and a file', async ({ visit }) => {
  const page = await visit({ as: 'salesRep', refusals: [500] })
  let broken = true
  await page.route('**/api/v1/purchases/summary**', route =>
    broken ? route.fulfill({ status: 500, json: { code: 'INTERNAL', requestId: 'r-1' } }) : route.continue(),
  )
  await page.goto('/')
  const purchases = tile(page, 'Purchases')
  await purchases.getByRole('alert').waitFor()
  await tile(page, 'Licences at risk')
    .getByRole('link', { name: /^LIC-|In grace/ })
    .first()
    .waitFor()
  broken = false
  await purchases.getByRole('button', { name: 'Retry' }).click()
  await purchases.getByRole('img', { name: 'Purchases' }).locator('svg text').first().waitFor()

  const more = () => purchases.getByRole('button', { name: 'More for Purchases' }).click()
  await more()
  await page.getByRole('menuitem', { name: 'Show as table' }).click()
  const rows = purchases.getByRole('row')
  await expect.poll(() => rows.count()).toBe(13)
  await more()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('Purchases.csv')
})
