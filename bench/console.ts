import { chromium, type Page } from 'playwright-core'
import { settled } from '../console/journeys/settled.ts'
import { median } from './load.ts'
import { type Row, row } from './results.ts'
import { makeWorld, startServer, type World } from './world.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const firstRow = '[data-row], [role="row"] a'

/** A page signed in by cookie; `bytes` counts the script that came over the wire, as it came (compressed). */
async function open(url: string, token: string) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: flags,
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  await context.addCookies([{ name: 'tenon', value: token, url }])
  const page = await context.newPage()
  let bytes = 0
  const scripts = new Set<string>()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  network.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return { page, scriptBytes: () => bytes, close: () => browser.close() }
}

/** Milliseconds from the click to the other list's rows on screen; both lists have been seen before. */
async function routeChange(page: Page): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 6; i++) {
    const target = i % 2 ? '/companies' : '/licenses'
    const took = await page.evaluate(async path => {
      const link = document.querySelector<HTMLAnchorElement>(`nav a[href="${path}"], aside a[href="${path}"]`)
      const began = performance.now()
      link?.click()
      while (location.pathname !== path || !document.querySelector('main h1')) await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      return performance.now() - began
    }, target)
    if (i > 1) times.push(took)
    await settled(page)
  }
  return median(times)
}

/** Scrolls the 10,000 rows in screens and counts frames in which some of the visible list showed nothing. */
async function blankFrames(page: Page): Promise<{ blank: number; frames: number }> {
  return page.evaluate(async () => {
    const scroller = [...document.querySelectorAll<HTMLElement>('main *')].find(
      e => e.scrollHeight > e.clientHeight * 3 && getComputedStyle(e).overflowY !== 'visible',
    )
    if (!scroller) throw new Error('There is no list to scroll')
    let [blank, frames] = [0, 0]
    for (let top = 0; top < 60_000; top += 400) {
      scroller.scrollTop = top
      await new Promise(requestAnimationFrame)
      const { left, top: y, width, height } = scroller.getBoundingClientRect()
      const seen = document.elementFromPoint(left + width / 3, y + height / 2)?.closest('[role="row"]')
      frames++
      if (!seen?.textContent?.trim()) blank++
    }
    return { blank, frames }
  })
}

async function measure(world: World, url: string): Promise<Row[]> {
  const { page, scriptBytes, close } = await open(url, world.writers[0] as string)
  try {
    await page.goto(`${url}/companies`)
    await page.waitForSelector(firstRow)
    await settled(page)
    const kilobytes = scriptBytes() / 1024
    const { blank, frames } = await blankFrames(page)
    const change = await routeChange(page)
    return [
      row('first list, script', kilobytes, '<= 450 KB', 'gzipped script fetched until the first list stands'),
      row('route change, warm', change, '<= 200 ms', 'median of four, from the click to the other list'),
      row(
        '10,000-row list, blank frames',
        blank,
        '<= 0',
        `of ${frames} frames while scrolling a screen and a half each`,
      ),
    ]
  } finally {
    await close()
  }
}

/** What the console weighs and how fast it moves, in a real browser against a real server. */
export async function consoleRows(): Promise<Row[]> {
  const world = await makeWorld({ tenants: 1, rows: 10_000 })
  const { home, secret } = world.installation.settings
  const server = await startServer('product.ts', { TENON_HOME: home, TENON_SECRET: secret as string, BENCH_PAGES: '1' })
  try {
    return await measure(world, server.url)
  } finally {
    await server.stop()
    await world.stop()
  }
}
