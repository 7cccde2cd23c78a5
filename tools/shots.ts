import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { settled } from '../console/journeys/settled.ts'
import { startEvaluation } from '../server/testing/evaluation.ts'

/**
 * The pictures of the README and the guides, of today's console: `node tools/shots.ts` with Node 24 and a built console.
 * They tell the demo's own story, light in Chinese and dark in English, so both are looked at.
 */
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const northwind = fileURLToPath(new URL('../kernel/transfer/testing/northwind/customers.csv', import.meta.url))
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const salesRep = 'lin.zhiyuan@qiyuan.example'
const administrator = 'chen.siyuan@qiyuan.example'

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

const shots: readonly Shot[] = [
  { name: 'sign-in', look: 'light', outside: true, go: async page => void (await page.goto('/')) },
  { name: 'home-dark', look: 'dark', go: async page => void (await page.goto('/')) },
  { name: 'licences', look: 'light', go: page => openLicence(page, 'LIC-2026-0012', 'peek') },
  { name: 'licence', look: 'light', go: page => openLicence(page, 'LIC-2025-0003', 'page') },
  { name: 'licence-dark', look: 'dark', go: page => openLicence(page, 'LIC-2025-0003', 'page') },
  { name: 'import', look: 'dark', go: openImport },
  { name: 'role', look: 'light', as: administrator, go: openRole },
  { name: 'departments', look: 'dark', as: administrator, go: async page => void (await page.goto('/departments')) },
  { name: 'licences-phone', look: 'light', phone: true, go: async page => void (await page.goto('/licenses')) },
  { name: 'licence-phone-dark', look: 'dark', phone: true, go: page => openLicence(page, 'LIC-2025-0003', 'page') },
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
  await page.evaluate(() => document.fonts.ready)
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
for (const shot of shots) await take(browser, url, accountOf(shot.as ?? salesRep), shot)
await browser.close()
await stop()
