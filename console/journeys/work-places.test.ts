import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { settled } from './settled.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** What keeps somebody with other eyes, hands or tools from using the page, and whether it fits. */
async function faults(page: Page): Promise<string[]> {
  await settled(page)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    tags => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values: tags } }),
    standards,
  )
  const width = page.viewportSize()?.width ?? 0
  const over = await page.evaluate(shown => document.documentElement.scrollWidth - shown, width)
  const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`)
  return over > 0 ? [...barriers, `scrolls ${over} px sideways`] : barriers
}

interface Row {
  readonly id: string
  readonly no: string
  readonly status: string
  readonly license: string
}
async function rows(page: Page, path: string, query: Record<string, string>): Promise<Row[]> {
  const answer = await page.request.get(`/api/v1/${path}`, { params: query })
  return ((await answer.json()) as { data: Row[] }).data
}

/** The validity, the use and the machines of a licence, on its page. */
async function aLicence(page: Page) {
  const [machine] = await rows(page, 'activations', { 'filter[status]': 'active', 'page[size]': '1' })
  await page.goto(`/licenses/${machine?.license}`)
  await page
    .getByRole('region', { name: /^(Valid|Not valid)$/ })
    .getByText('Grace until')
    .waitFor()
  await page.getByRole('img', { name: /Users month by month/ }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('tab', { name: /Activations/ }).click()
  await page.getByRole('button', { name: 'Release' }).first().waitFor()
}

/** Alerts are seen to one after the other, without a mouse. */
async function theAlerts(page: Page) {
  await page.getByRole('link', { name: 'Licence alerts', exact: true }).click()
  await page
    .getByRole('navigation', { name: 'By severity' })
    .getByRole('link', { name: /Critical [1-9]/ })
    .waitFor()
  expect(await faults(page)).toEqual([])
  // What other journeys do opens and settles alerts: this one looks at those under its own cursor.
  const current = async () => (await page.locator('.grid-row-current .grid-link').innerText()).trim()
  const becomes = (no: string, status: string) =>
    expect
      .poll(async () => (await rows(page, 'license_alerts', { 'filter[no]': no })).map(row => row.status))
      .toEqual([status])
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const seen = await current()
  await page.keyboard.press('a')
  await becomes(seen, 'acknowledged')
  await page.keyboard.press('j')
  const later = await current()
  await page.keyboard.press('m')
  await page.getByRole('dialog', { name: 'Mute for how long?' }).waitFor()
  await page.keyboard.press('2')
  await becomes(later, 'muted')
}

/** A cell of the map leads to as many licences as it says. */
async function whatEnds(page: Page) {
  await page.getByRole('link', { name: 'Expiry', exact: true }).click()
  const cell = page.getByRole('table').first().getByRole('cell').getByRole('link').first()
  const count = Number(await cell.innerText())
  expect(await faults(page)).toEqual([])
  await cell.click()
  await page.getByText(count === 1 ? '1 row' : `${count} rows`, { exact: true }).waitFor()
}

journey('the work places of licensing: a licence, its alerts, what ends when', async ({ visit }) => {
  const page = await visit({ as: 'administrator' })
  await aLicence(page)
  await theAlerts(page)
  await whatEnds(page)
})
