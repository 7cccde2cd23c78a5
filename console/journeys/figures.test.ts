import { expect } from 'vitest'
import { journey } from './journey.ts'
import { rowsOf } from './records.ts'

journey('a figure of the statistics is the list it leads to', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  await page.goto('/licensing/statistics')
  const figure = page.locator('.kpi', { hasText: 'Overused licences' }).getByRole('link')
  const told = Number(await figure.innerText())
  expect(told).toBeGreaterThan(0)
  await figure.click()
  await expect.poll(() => rowsOf(page)).toBe(told)
})

journey('a report is put together, kept, found again and taken along as a file', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  await page.goto('/reports')
  await page.getByRole('button', { name: 'New report' }).click()
  await page.getByRole('combobox', { name: 'About' }).selectOption('licenses')
  const name = `Editions ${Date.now()}`
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Pivot', exact: true }).click()
  await page.getByRole('table').getByText('Total').first().waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name }).waitFor()
  const id = page.url().split('/').at(-1)
  const file = await page.request.get(`/api/v1/reports/${id}/export?format=pdf`)
  expect((await file.body()).subarray(0, 4).toString()).toBe('%PDF')
  await page.goto('/reports')
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Export and more' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'New report' }).waitFor()
  await expect.poll(() => page.getByRole('link', { name }).count()).toBe(0)
})
