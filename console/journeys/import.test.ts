import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'

const northwind = (name: string) =>
  fileURLToPath(new URL(`../../kernel/transfer/testing/northwind/${name}`, import.meta.url))
const file = (page: Page) => page.getByLabel('Choose a file')
const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })

/** The four counts of a trial or an import, as they stand on the page. */
async function counts(page: Page) {
  await page.getByRole('term').filter({ hasText: 'Unchanged' }).waitFor()
  const numbers = (await page.getByRole('definition').allInnerTexts()).filter(text => /^[\d,]+$/.test(text)).map(Number)
  const [created, updated, unchanged, failed] = numbers
  return { created, updated, unchanged, failed }
}

/** From the file to the counts of its trial. Gives which field each column fills. */
async function tryOut(page: Page, collection: string, name: string, key?: string) {
  await page.goto(`/${collection}/import`)
  await file(page).setInputFiles(northwind(name))
  await button(page, 'Try it').waitFor()
  const columns = page.getByRole('row').filter({ has: page.getByRole('combobox') })
  const filled: Record<string, string> = {}
  for (const column of await columns.all()) {
    const field = await column.getByRole('combobox').evaluate((box: HTMLSelectElement) => box.selectedOptions[0]?.text)
    filled[await column.getByRole('rowheader').innerText()] = field ?? ''
  }
  if (key) await page.getByRole('combobox', { name: /^Known records/ }).selectOption(key)
  await button(page, 'Try it').click()
  return filled
}
async function run(page: Page, rows: number) {
  await button(page, `Import ${rows} rows`).click()
  await button(page, 'Undo this import').waitFor()
  return counts(page)
}

/** Back to the import through the list of the latest ones, as somebody does the day after. */
async function undo(page: Page, collection: string, name: string, rows: number) {
  await page.goto(`/${collection}/import`)
  await page.getByRole('link', { name }).first().click()
  await button(page, 'Undo this import').click()
  await page.getByText('Undone', { exact: true }).waitFor()
  await page.getByText(`${rows} records`).first().waitFor()
}

journey(
  'Northwind comes in as customers and their contacts, once, and goes again',
  { timeout: 120_000 },
  async ({ visit }) => {
    const page = await visit({ as: 'salesRep', refusals: [404] })
    const filled = await tryOut(page, 'customers', 'customers.csv')
    expect(filled).toMatchObject({
      CustomerID: 'Code',
      CompanyName: 'Name',
      Address: 'Street',
      ContactName: 'Leave out',
    })
    await page.getByText('Nothing has been saved yet.').waitFor()
    expect(await counts(page)).toEqual({ created: 93, updated: 0, unchanged: 0, failed: 0 })
    expect(await run(page, 93)).toEqual({ created: 93, updated: 0, unchanged: 0, failed: 0 })

    expect(await tryOut(page, 'contacts', 'customers.csv', 'name')).toMatchObject({
      CustomerID: 'Company',
      ContactName: 'Name',
      ContactTitle: 'Job title',
    })
    expect(await run(page, 93)).toMatchObject({ created: 93, failed: 0 })

    await page.goto('/customers')
    await page.getByLabel('Search this list').fill('ALFKI')
    await page.getByRole('link', { name: 'Alfreds Futterkiste' }).click()
    const properties = page.getByRole('complementary', { name: 'Properties' })
    for (const text of ['Obere Str. 57', 'Berlin', '12209', '030-0074321']) await properties.getByText(text).waitFor()
    await page.getByRole('link', { name: 'Maria Anders' }).click()
    await properties.getByText('Sales Representative').waitFor()
    await page.getByRole('region', { name: 'History' }).getByText('import', { exact: true }).waitFor()

    await tryOut(page, 'customers', 'customers.csv')
    await page.getByText('Every row is there already').waitFor()
    expect(await counts(page)).toEqual({ created: 0, updated: 0, unchanged: 93, failed: 0 })

    await undo(page, 'contacts', 'customers.csv', 93)
    await undo(page, 'customers', 'customers.csv', 93)
    await page.goto('/customers?q=ALFKI')
    await page.getByRole('heading', { name: 'No customers match' }).waitFor()
  },
)

journey('the people of Northwind become sales representatives who report to each other', async ({ visit }) => {
  const page = await visit({ as: 'administrator' })
  await tryOut(page, 'sales_reps', 'employees.csv')
  expect(await run(page, 9)).toMatchObject({ created: 9, failed: 0 })
  await page.goto('/sales_reps?q=Davolio')
  await page.getByRole('link', { name: /Davolio/ }).click()
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /Fuller/ })
    .waitFor()
  await undo(page, 'sales_reps', 'employees.csv', 9)
})

journey('a file with faults says which line and column, and lets the good rows in', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  const code = `J${Date.now().toString(36)}`
  const lines = ['Name,Code,Website', `Gut und Recht,${code},https://gut.example`, `,${code}X,https://leer.example`]
  await page.goto('/customers/import')
  await file(page).setInputFiles({
    name: 'faults.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\n')}\nSchlecht,${code}Y,no address\n`),
  })
  await button(page, 'Try it').click()
  expect(await counts(page)).toEqual({ created: 1, updated: 0, unchanged: 0, failed: 2 })
  const faults = page.getByRole('region', { name: 'What is wrong' }).getByRole('row')
  await faults.filter({ hasText: 'Name' }).filter({ hasText: '3' }).first().waitFor()
  await faults.filter({ hasText: 'Website' }).filter({ hasText: '4' }).first().waitFor()
  await button(page, 'Import 1 good row, leave out 2').click()
  await button(page, 'Undo this import').waitFor()
  expect(await counts(page)).toMatchObject({ created: 1, failed: 2 })
})
