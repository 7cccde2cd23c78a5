import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export interface Watch {
  /** Fails with everything the browser complained of: script errors, forbidden styles, answers nobody expected. */
  expectQuiet(): void
  isQuiet(): boolean
}

const refused = /Failed to load resource: the server responded with a status of (\d+)/
const unreachable = /Failed to load resource: net::ERR_INTERNET_DISCONNECTED/

/** Notes what the browser's console says from now on. */
export function watch(page: Page, refusals: readonly number[]): Watch {
  const complaints: string[] = []
  const isExpected = (text: string) =>
    unreachable.test(text) ? refusals.includes(0) : refusals.includes(Number(refused.exec(text)?.[1] ?? -1))
  page.on('pageerror', error => complaints.push(error.stack ?? error.message))
  page.on('console', message => {
    if (!['error', 'warning'].includes(message.type()) || isExpected(message.text())) return
    complaints.push(`${message.text()} (${message.location().url})`)
  })
  return {
    expectQuiet: () => expect(complaints, `what the browser reported at ${page.url()}`).toEqual([]),
    isQuiet: () => complaints.length === 0,
  }
}
