import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export interface Watch {
  /** Fails with everything the browser complained of: script errors, forbidden styles, answers nobody expected. */
  expectQuiet(): void
  isQuiet(): boolean
}

const refused = /Failed to load resource: the server responded with a status of (\d+)/
const unreachable = /Failed to load resource: net::ERR_INTERNET_DISCONNECTED/

/** The line of live events may be cut at any time; it is made anew. */
const isCutLine = (text: string, url: string) => url.endsWith('/api/v1/stream') && text.includes('net::ERR_')

/** Notes what the browser's console says from now on. */
export function watch(page: Page, refusals: readonly number[]): Watch {
  const complaints: string[] = []
  const isExpected = (text: string) =>
    unreachable.test(text) ? refusals.includes(0) : refusals.includes(Number(refused.exec(text)?.[1] ?? -1))
  page.on('pageerror', error => complaints.push(error.stack ?? error.message))
  page.on('console', message => {
    const { url } = message.location()
    if (!['error', 'warning'].includes(message.type()) || isExpected(message.text())) return
    if (!isCutLine(message.text(), url)) complaints.push(`${message.text()} (${url})`)
  })
  return {
    expectQuiet: () => expect(complaints, `what the browser reported at ${page.url()}`).toEqual([]),
    isQuiet: () => complaints.length === 0,
  }
}
