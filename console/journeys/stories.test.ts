import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { build, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, expect } from 'vitest'
import { journey } from './journey.ts'
import { compare } from './pictures.ts'
import { settled } from './settled.ts'

/**
 * Every primitive looks as it did: `RENEW_PICTURES=1 npm test -- stories` keeps new pictures after a wanted change.
 * On a machine with other letters the pictures are compared coarsely, by blocks.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(tmpdir(), 'tenon-stories')
const looks = [
  { name: 'zh-light', locale: 'zh-CN', mode: 'light', density: 'standard' },
  { name: 'en-dark', locale: 'en-GB', mode: 'dark', density: 'standard' },
  { name: 'en-light-compact', locale: 'en-GB', mode: 'light', density: 'compact' },
  { name: 'zh-dark-comfortable', locale: 'zh-CN', mode: 'dark', density: 'comfortable' },
  { name: 'zh-light-touch', locale: 'zh-CN', mode: 'light', density: 'touch' },
] as const
type Look = (typeof looks)[number]

const gallery = {
  kept: join(root, 'ui', 'stories', 'pictures'),
  left: join(tmpdir(), 'tenon-journeys', 'stories'),
  renew: process.env.RENEW_PICTURES === '1',
}

let server: PreviewServer
beforeAll(async () => {
  const input = join(root, 'ui', 'stories', 'index.html')
  await build({ root, logLevel: 'error', build: { outDir: built, emptyOutDir: true, rolldownOptions: { input } } })
  server = await preview({ root, logLevel: 'error', build: { outDir: built }, preview: { port: 0, host: '127.0.0.1' } })
}, 120_000)
afterAll(async () => {
  await server?.close()
  rmSync(built, { recursive: true, force: true })
})

async function open(browser: Browser, { locale, mode, density }: Look) {
  const touch = density === 'touch'
  const viewport = { width: touch ? 390 : 800, height: 900 }
  const context = await browser.newContext({
    viewport,
    locale,
    colorScheme: mode,
    hasTouch: touch,
    isMobile: touch,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  await context.clock.setFixedTime(new Date('2026-11-21T09:30:00+08:00'))
  const choices = JSON.stringify({ density: touch ? 'standard' : density })
  await context.addInitScript(stored => localStorage.setItem('tenon.preferences', stored), choices)
  // There is no server behind the stories, and none is missed.
  await context.route('**/api/**', route => route.fulfill({ json: {} }))
  const page = await context.newPage()
  page.on('pageerror', error => expect.fail(error.stack ?? error.message))
  const [origin] = server.resolvedUrls?.local ?? []
  await page.goto(`${origin}ui/stories/`)
  return page
}

/** Whether this machine draws letters of both scripts as the one of the kept pictures does. */
async function sameLetters(browser: Browser): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width: 300, height: 60 } })
  await page.setContent('<p style="font: 20px sans-serif">Tenon 榫卯 永 0123 ¥</p>')
  const picture = await page.screenshot()
  await page.close()
  return compare({ ...gallery, sameLetters: true }, 'letters', picture) === undefined
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where each story stands, on a screen that is as high as all of them: one picture of it takes seconds less than one of each. */
async function drawn(page: Page): Promise<(Place & { readonly name: string })[]> {
  const all = page.locator('[data-story]')
  await all.first().waitFor()
  await settled(page)
  const height = await page.locator('.stories').evaluate(element => element.scrollHeight)
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height })
  await settled(page)
  return all.evaluateAll(elements =>
    elements.map(element => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const [left, top] = [Math.round(x), Math.round(y)]
      const name = (element as HTMLElement).dataset.story as string
      return { name, x: left, y: top, width: Math.round(x + width) - left, height: Math.round(y + height) - top }
    }),
  )
}

function cut(whole: PNG, { x, y, width, height }: Place): Buffer {
  const part = new PNG({ width, height })
  PNG.bitblt(whole, part, x, y, width, height)
  return PNG.sync.write(part)
}

for (const look of looks) {
  journey(`every primitive looks as it did: ${look.name}`, async ({ browser }) => {
    const page = await open(browser, look)
    const stories = await drawn(page)
    expect(new Set(stories.map(({ name }) => name)).size, 'no two stories share a name').toBe(stories.length)
    const whole = PNG.sync.read(await page.screenshot({ animations: 'disabled' }))
    const seenHere = { ...gallery, sameLetters: await sameLetters(browser) }
    const faults = stories.flatMap(({ name, ...place }) => {
      const fault = compare(seenHere, `${look.name}/${name}`, cut(whole, place))
      return fault === undefined ? [] : [fault]
    })
    await page.context().close()
    expect(faults).toEqual([])
  })
}
