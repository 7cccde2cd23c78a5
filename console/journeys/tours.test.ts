import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Tour, tours } from '../help/tours/tours.ts'
import { journey, type Role } from './journey.ts'

const tourNamed = (name: string) => tours.find(tour => tour.name === name) as Tour

/** Walks it to its end: each step must point at what it speaks of, or a target has vanished. */
async function walk(page: Page, { steps }: Tour) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Help for this page' }).click()
  await page.getByRole('button', { name: 'Show me around' }).click()
  for (const [at, { target }] of steps.entries()) {
    await page.getByText(`${at + 1} / ${steps.length}`, { exact: true }).waitFor()
    const shown = page.locator('.driver-active-element')
    await expect.poll(() => shown.getAttribute('data-tour')).toBe(target)
    await page.getByRole('button', { name: at === steps.length - 1 ? 'Done' : 'Next' }).click()
  }
  await page.locator('.driver-popover').waitFor({ state: 'hidden' })
}

const walkers: readonly [Role, string][] = [
  ['administrator', 'administrator'],
  ['colleague', 'sales'],
  ['engineer', 'engineer'],
]
for (const [role, name] of walkers) {
  journey(`the tour of ${name} finds each of its steps, at the desk and on a phone`, async ({ visit }) => {
    const tour = tourNamed(name)
    expect(tour.steps.length).toBeLessThanOrEqual(4)
    await walk(await visit({ as: role }), tour)
    await walk(await visit({ as: role, width: 390, height: 844, touch: true }), tour)
  })
}

journey('a tour is offered once, on whatever device, and can be skipped', async ({ visit }) => {
  const page = await visit({ as: 'rival' })
  await page.goto('/')
  const offer = page.getByRole('button', { name: 'Show me', exact: true })
  await offer.waitFor()
  await Promise.all([
    page.waitForResponse(answer => answer.url().endsWith('/choices/tours') && answer.ok()),
    offer.click(),
  ])
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.locator('.driver-popover').waitFor({ state: 'hidden' })
  await page.getByText('New here?').waitFor({ state: 'hidden' })
  const choices = await (await page.request.get('/api/v1/choices')).json()
  expect(choices.tours).toMatchObject({ offered: 'administrator' })
})
