import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { test as base, inject } from 'vitest'
import { type Watch, watch } from './watch.ts'

/** Who acts in the journeys. All but the last are people of one organisation. */
const cast = {
  administrator: 'chen.siyuan@qiyuan.example',
  salesRep: 'lin.zhiyuan@qiyuan.example',
  colleague: 'sofia.ruiz@qiyuan.example',
  engineer: 'zhao.qiming@qiyuan.example',
  /** Whose roles journeys may change. */
  apprentice: 'wang.lei@qiyuan.example',
  rival: 'maya.collins@harbor.example',
}
export type Role = keyof typeof cast

export interface Visitor {
  /** Signed in already; undefined comes to the sign-in page. */
  readonly as?: Role
  readonly language?: 'en' | 'zh'
  readonly mode?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** A finger instead of a mouse. */
  readonly touch?: boolean
  /** Refusals that belong to the journey: the browser reports each as an error. 0 is a network that is gone. */
  readonly refusals?: readonly number[]
}

export const { url } = inject('evaluation')
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

export function accountOf(role: Role) {
  const account = inject('evaluation').accounts.find(({ email }) => email === cast[role])
  if (!account) throw new Error(`The demo has no ${cast[role]}`)
  return account
}

/** Signs in as the console does; the cookie then belongs to every page of the context. */
async function signIn(context: BrowserContext, role: Role) {
  const { email, password } = accountOf(role)
  const answer = await context.request.post('/api/v1/auth/login', { data: { identifier: email, password } })
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`)
}

export async function visitAs(browser: Browser, visitor: Visitor): Promise<{ page: Page; seen: Watch }> {
  const { as, language = 'en', mode = 'light', width = 1440, height = 900, touch = false } = visitor
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: mode,
    reducedMotion: 'reduce',
    acceptDownloads: false,
  })
  context.setDefaultTimeout(15_000)
  if (as) await signIn(context, as)
  const page = await context.newPage()
  return { page, seen: watch(page, visitor.refusals ?? []) }
}

const photographs = join(tmpdir(), 'tenon-journeys')

interface Fixtures {
  browser: Browser
  /** Opens a browser of somebody's own. At the end of the journey it must have reported no error. */
  visit: (visitor?: Visitor) => Promise<Page>
}

/** A journey: a test in real browsers against the real server. Where one fails, it leaves a picture of each page. */
export const journey = base.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? 'chromium', args: flags })
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  visit: async ({ browser, task }, use) => {
    const open: Awaited<ReturnType<typeof visitAs>>[] = []
    await use(async (visitor = {}) => {
      const visit = await visitAs(browser, visitor)
      open.push(visit)
      return visit.page
    })
    const failed = task.result?.errors?.length
    for (const [at, { page, seen }] of open.entries()) {
      if (failed) await photograph(page, `${task.name}-${at}`)
      await page.context().close()
      if (!failed) seen.expectQuiet()
    }
  },
})

export async function photograph(page: Page, name: string) {
  mkdirSync(photographs, { recursive: true })
  const path = join(photographs, `${name.replaceAll(/\W+/g, '-')}.png`)
  await page.screenshot({ path })
  console.log(`The page as it was: ${path} (${page.url()})`)
}
