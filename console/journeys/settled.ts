import type { Page } from 'playwright-core'

/**
 * Resolves when nothing on the page waits or changes any more. The network is no measure of that: the stream of live
 * events stays open for as long as the page does.
 */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(
    quiet => {
      const now = [document.querySelectorAll('*').length, performance.getEntriesByType('resource').length].join()
      const seen = globalThis as { tenonSettled?: { was: string; since: number } }
      if (seen.tenonSettled?.was !== now) seen.tenonSettled = { was: now, since: performance.now() }
      // A story of waiting waits for ever.
      const isBusy = document.querySelector('[aria-busy="true"]:not(button, [data-story] *)') !== null
      return !isBusy && performance.now() - seen.tenonSettled.since > quiet
    },
    150,
    { polling: 50 },
  )
}
