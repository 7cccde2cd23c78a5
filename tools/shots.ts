import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { settled } from '../console/journeys/settled.ts'
import { startEvaluation } from '../server/testing/evaluation.ts'

/**
 * The pictures of the README and the guides, of today's console: `node tools/shots.ts` with Node 24 and a built console; with names only those.
 * They tell the demo's own story, light in Chinese and dark in English, so both are looked at.
 */
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const northwind = fileURLToPath(new URL('../kernel/transfer/testing/northwind/customers.csv', import.meta.url))
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const salesRep = 'lin.zhiyuan@qiyuan.example'
const administrator = 'chen.siyuan@qiyuan.example'
const partner = 'zhou.ning@tuolian.example'
const customer = 'li.wenbo@huaxin.example'

interface Shot {
  readonly name: string
  readonly look: 'light' | 'dark'
  readonly phone?: boolean
  /** Who looks; the sales representative when left out. */
  readonly as?: string
  /** Nobody is signed in. */
  readonly outside?: boolean
  go(page: Page): Promise<void>
}

async function openLicence(page: Page, code: string, how: 'page' | 'peek') {
  const reply = await page.request.get(`/api/v1/licenses?filter[code]=${code}`)
  const [{ id }] = ((await reply.json()) as { data: [{ id: string }] }).data
  await page.goto(how === 'page' ? `/licenses/${id}` : `/licenses?peek=${id}`)
}

async function openRole(page: Page) {
  const reply = await page.request.get('/api/v1/roles?filter[key]=leader')
  const [{ id }] = ((await reply.json()) as { data: [{ id: string }] }).data
  await page.goto(`/roles/${id}`)
}

async function openImport(page: Page) {
  await page.goto('/customers/import')
  await page.locator('input[type=file]').setInputFiles(northwind)
  await page.getByRole('table').waitFor()
}

/** The order under review: with two lines and a conversation. */
async function openPartnerOrder(page: Page) {
  const reply = await page.request.get('/api/v1/partners/orders?filter[status]=underReview')
  const [{ id }] = ((await reply.json()) as { data: [{ id: string }] }).data
  await page.goto(`/portal/orders/${id}`)
}

const to = (path: string) => async (page: Page) => void (await page.goto(path))

/** The list with two rows selected and a third one open beside it. */
async function openList(page: Page) {
  await openLicence(page, 'LIC-2026-0012', 'peek')
  const ticks = page.getByRole('row').getByRole('checkbox')
  for (const at of [3, 5]) await ticks.nth(at).check()
}

async function openPalette(page: Page) {
  await openLicence(page, 'LIC-2025-0003', 'page')
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('option').first().waitFor()
}

const deployments = '/deployments?shape='
const licence = (page: Page) => openLicence(page, 'LIC-2025-0003', 'page')

const shots: readonly Shot[] = [
  { name: 'sign-in', look: 'light', outside: true, go: to('/') },
  { name: 'home', look: 'light', go: to('/') },
  { name: 'home-dark', look: 'dark', go: to('/') },
  { name: 'home-phone', look: 'light', phone: true, go: to('/') },
  { name: 'licences', look: 'light', go: openList },
  { name: 'licences-dark', look: 'dark', go: openList },
  { name: 'licences-phone', look: 'light', phone: true, go: to('/licenses') },
  { name: 'licence', look: 'light', go: licence },
  { name: 'licence-dark', look: 'dark', go: licence },
  { name: 'licence-phone-dark', look: 'dark', phone: true, go: licence },
  { name: 'board', look: 'light', go: to(`${deployments}board`) },
  { name: 'board-dark', look: 'dark', go: to(`${deployments}board`) },
  { name: 'timeline', look: 'light', go: to(`${deployments}timeline`) },
  { name: 'timeline-dark', look: 'dark', go: to(`${deployments}timeline`) },
  { name: 'calendar-dark', look: 'dark', go: to('/licenses?shape=calendar') },
  { name: 'pivot', look: 'light', go: to('/licenses?shape=pivot') },
  { name: 'form', look: 'light', go: to('/licenses/new') },
  { name: 'palette-dark', look: 'dark', go: openPalette },
  { name: 'inbox', look: 'light', go: to('/inbox') },
  { name: 'inbox-phone-dark', look: 'dark', phone: true, go: to('/inbox') },
  { name: 'import', look: 'dark', go: openImport },
  { name: 'portal-orders', look: 'light', as: partner, go: to('/') },
  { name: 'portal-order', look: 'light', as: partner, go: openPartnerOrder },
  { name: 'portal-customer-phone-dark', look: 'dark', phone: true, as: customer, go: to('/') },
  { name: 'statistics', look: 'light', as: administrator, go: to('/licensing/statistics') },
  { name: 'renewals', look: 'light', go: to('/renewals?shape=board') },
  { name: 'role', look: 'light', as: administrator, go: openRole },
  { name: 'departments', look: 'dark', as: administrator, go: to('/departments') },
]

async function take(browser: Browser, url: string, account: { email: string; password: string }, shot: Shot) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: shot.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: shot.look,
    locale: shot.look === 'light' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
    ...(shot.phone ? { hasTouch: true, isMobile: true } : {}),
  })
  const data = { identifier: account.email, password: account.password }
  if (!shot.outside) await context.request.post('/api/v1/auth/login', { data })
  const page = await context.newPage()
  await shot.go(page)
  await page.locator('main').waitFor()
  await settled(page)
  await page.screenshot({ path: `${folder}${shot.name}.png` })
  await context.close()
}

await mkdir(folder, { recursive: true })
const { url, accounts, stop } = await startEvaluation()
function accountOf(wanted: string) {
  const account = accounts.find(({ email }) => email === wanted)
  if (!account) throw new Error(`The demo has no ${wanted}`)
  return account
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: flags })
const wanted = process.argv.slice(2)
for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
  await take(browser, url, accountOf(shot.as ?? salesRep), shot)
await browser.close()
await stop()
