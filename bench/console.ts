import { chromium, type Page } from 'playwright-core'
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
const firstRow = '[role="row"] a'

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
  page.on('response', async response => {
    if (new URL(response.url()).pathname.endsWith('.js')) bytes += (await response.request().sizes()).responseBodySize
  })
  return { page, scriptBytes: () => bytes, close: () => browser.close() }
}

/** What a screen shows when it is whole, and the link that leads to it. */
interface Stop {
  readonly link: string
  readonly sign: string
}
const lists: readonly Stop[] = ['companies', 'customers'].map(path => ({
  link: `nav a[href="/${path}"]`,
  sign: `[role="row"] a[href^="/${path}/"]`,
}))
const record: Stop = { link: '[role="row"] a', sign: '.timeline li' }
const way = [lists[1], lists[0], record, lists[1], record, lists[0]] as readonly Stop[]

/** Milliseconds from each click to the frame that shows the other screen whole; every screen has been seen before. */
async function routeChanges(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const [at, stop] of [...way, ...way].entries()) {
    const took = await page.evaluate(async ({ link, sign }) => {
      const before = document.querySelector(sign)
      const began = performance.now()
      document.querySelector<HTMLElement>(link)?.click()
      const isThere = () => document.querySelector(sign) !== null && document.querySelector(sign) !== before
      while (!isThere()) await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      return performance.now() - began
    }, stop)
    if (at >= way.length) times.push(took)
    await page.waitForLoadState('networkidle')
  }
  return times
}

/** Scrolls through the whole list, half a screen in each frame; a frame that shows a gap or a row still to come is blank. */
async function blankFrames(page: Page): Promise<{ blank: number; frames: number }> {
  return page.evaluate(async () => {
    const grid = document.querySelector<HTMLElement>('[role="grid"]')
    if (!grid) throw new Error('There is no list to scroll')
    const { left, top: y, width, height } = grid.getBoundingClientRect()
    const hasWords = (down: number) =>
      document
        .elementFromPoint(left + width / 3, y + down)
        ?.closest('[role="row"]')
        ?.textContent?.trim()
    let [blank, frames] = [0, 0]
    for (let top = 0; top < grid.scrollHeight - height; top += 400) {
      grid.scrollTop = top
      await new Promise(requestAnimationFrame)
      frames++
      if (![60, height / 2, height - 20].every(hasWords)) blank++
    }
    return { blank, frames }
  })
}

async function measure(world: World, url: string): Promise<Row[]> {
  const { page, scriptBytes, close } = await open(url, world.writers[0] as string)
  try {
    await page.goto(`${url}/companies`)
    await page.waitForSelector(firstRow)
    await page.waitForLoadState('networkidle')
    const kilobytes = scriptBytes() / 1024
    const { blank, frames } = await blankFrames(page)
    const changes = await routeChanges(page)
    return [
      row('first list, script', kilobytes, '<= 450 KB', 'gzipped script fetched until the first list stands'),
      row(
        'route change, warm',
        median(changes),
        '<= 200 ms',
        `median of ${changes.length} between two lists and a record; the longest ${Math.round(Math.max(...changes))} ms`,
      ),
      row(
        '10,000-row list, blank frames',
        blank,
        '<= 0',
        `of ${frames} frames from the first row to the last, half a screen in each`,
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
