import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accountOf, journey, type Visitor } from './journey.ts'
import { create, find, ownName } from './records.ts'
import { settled } from './settled.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const pictures = join(tmpdir(), 'tenon-journeys', 'look')
mkdirSync(pictures, { recursive: true })

interface Screen {
  readonly name: string
  open(page: Page): Promise<void>
}
const record = (page: Page) => page.getByRole('link', { name: /^LIC-/ })
const list = async (page: Page) => {
  await page.goto('/licenses')
  await record(page).first().waitFor()
}

/** Each with what shows that it is whole. */
const screens: readonly Screen[] = [
  {
    name: 'home',
    async open(page) {
      await page.goto('/')
      await page.getByRole('link', { name: /LIC-/ }).first().waitFor()
    },
  },
  {
    name: 'list',
    async open(page) {
      await list(page)
      await page.keyboard.press('j')
      await page.keyboard.press('Space')
      if ((page.viewportSize()?.width ?? 0) > 1000) await page.getByRole('complementary', { name: /^LIC-/ }).waitFor()
    },
  },
  {
    name: 'record',
    async open(page) {
      await list(page)
      await record(page).nth(5).click()
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await page.getByRole('definition').first().waitFor()
    },
  },
  {
    name: 'form',
    async open(page) {
      await page.goto('/licenses/new')
      await page.getByRole('combobox').nth(3).waitFor()
    },
  },
  {
    name: 'import',
    async open(page) {
      await page.goto('/customers/import')
      await page.getByRole('list').first().waitFor()
    },
  },
]
/** The other shapes of a list, and the places of one's own work. */
const shape = (name: string, path: string, sign: string): Screen => ({
  name,
  async open(page) {
    await page.goto(path)
    await page.locator(sign).first().waitFor()
  },
})
const work: readonly Screen[] = [
  shape('board', '/deployments?shape=board', '.board-card, .phone-row'),
  shape('calendar', '/licenses?shape=calendar', '.calendar-entry, .phone-row'),
  shape('timeline', '/deployments?shape=timeline', '.timeline-bar, .phone-row'),
  shape('pivot', '/licenses?shape=pivot', '.pivot-table, .phone-row'),
  shape('renewals', '/renewals', '.board-card, .phone-row'),
  shape('alerts', '/license_alerts', 'main [role=row], .phone-row'),
  shape('expiry', '/licensing/expiry', 'main a'),
  shape('statistics', '/licensing/statistics', 'main a'),
  shape('performance', '/licensing/performance', 'main a'),
  shape('reports', '/reports', 'main h1, main a'),
  shape('inbox', '/inbox', 'main li'),
  shape('tasks', '/my_tasks', 'main li'),
]
/** What only an administrator opens. */
const administration: readonly Screen[] = [
  {
    name: 'settings',
    async open(page) {
      await page.goto('/settings')
      await page.getByRole('main').getByRole('link').first().waitFor()
    },
  },
  {
    name: 'role',
    async open(page) {
      const [role] = await find(page, 'roles', 'salesRep')
      await page.goto(`/roles/${role?.id}`)
      await page.getByRole('treeitem').nth(3).waitFor()
      await page.locator('[data-pattern="licensing.license.*"] button').first().click()
    },
  },
  {
    name: 'rights',
    async open(page) {
      const [member] = await find(page, 'members', accountOf('salesRep').email)
      await page.goto(`/access/members/${member?.id}`)
      await page.getByRole('table').waitFor()
      await page.getByRole('table').getByRole('button').first().click()
    },
  },
  {
    name: 'departments',
    async open(page) {
      await page.goto('/departments')
      await page.getByRole('treeitem').first().click()
      await page.getByRole('heading', { level: 2 }).first().waitFor()
    },
  },
  {
    name: 'menu',
    async open(page) {
      await page.goto('/menus')
      await page.getByRole('treeitem').nth(2).click()
      await page.getByRole('group').last().waitFor()
    },
  },
]
/** What one's own account and the security of the organisation look like. */
const page = (path: string, sign: string): Screen => ({
  name: path.replace('/', '-'),
  async open(at) {
    await at.goto(`/${path}`)
    await at.locator(sign).first().waitFor()
  },
})
const security: readonly Screen[] = [
  page('account/profile', '.panel form'),
  page('account/preferences', '.choice-row'),
  page('account/security', '.panel-line'),
  page('settings/look', '.accents'),
  page('security/policy', '.rule-line, .panel-none'),
  page('security/online', '.panel-line'),
  page('security/log', 'tbody tr, .log-list li'),
  {
    name: 'new-key',
    async open(at) {
      await at.goto('/account/security')
      await at.locator('.panel').nth(5).getByRole('button').first().click()
      await at.locator('.picker-row').first().waitFor()
    },
  },
  {
    name: 'leaver',
    async open(at) {
      const [member] = await find(at, 'members', accountOf('colleague').email)
      await at.goto(`/members/${member?.id}`)
      await at.locator('.page-bar [aria-haspopup=menu]').click()
      await at.getByRole('menuitem', { name: /Leaves|离职/ }).click()
      await at.locator('.owned').waitFor()
    },
  },
]
const signIn: Screen = {
  name: 'sign-in',
  async open(page) {
    await page.goto('/')
    await page.getByRole('button', { name: 'Sofia Ruiz' }).waitFor()
  },
}

/** What keeps somebody with other eyes, hands or tools from using the page. */
async function barriers(page: Page) {
  await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate(
    tags => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values: tags } }),
    standards,
  )
  expect(passes.length, 'rules that found something to look at').toBeGreaterThan(10)
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(node => node.html).join('\n  ')}`)
}
// Not innerWidth: a phone widens that to whatever the page needs.
const overflow = (page: Page) =>
  page.evaluate(width => document.documentElement.scrollWidth - width, page.viewportSize()?.width ?? 0)

async function examine(page: Page, screen: Screen, as: string) {
  await screen.open(page)
  await settled(page)
  await page.screenshot({ path: join(pictures, `${screen.name}-${as}.png`) })
  expect(await barriers(page), `${screen.name}, ${as}`).toEqual([])
  expect(await overflow(page), `${screen.name}, ${as}: scrolls sideways`).toBeLessThanOrEqual(0)
}

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844, touch: true }
const looks: Record<string, Visitor> = {
  'zh-light-desktop': { language: 'zh', mode: 'light', ...desktop },
  'en-dark-desktop': { language: 'en', mode: 'dark', ...desktop },
  'en-light-phone': { language: 'en', mode: 'light', ...phone },
  'zh-dark-phone': { language: 'zh', mode: 'dark', ...phone },
}
// Both modes, both sizes and both languages, and the screens of one's own work in the other pairs: not each in all.
for (const as of ['zh-light-desktop', 'en-light-phone']) {
  const look = looks[as] as Visitor
  journey(`every screen is open to everybody: ${as}`, async ({ visit }) => {
    await examine(await visit({ ...look, refusals: [401] }), signIn, as)
    const page = await visit({ ...look, as: 'salesRep' })
    for (const screen of screens) await examine(page, screen, as)
  })
}
for (const as of ['en-dark-desktop', 'zh-dark-phone']) {
  const look = looks[as] as Visitor
  journey(`and so are the other shapes and places: ${as}`, async ({ visit }) => {
    const page = await visit({ ...look, as: 'salesRep' })
    for (const screen of work) await examine(page, screen, as)
  })
  journey(`and so is the administration: ${as}`, async ({ visit }) => {
    const page = await visit({ ...look, as: 'administrator' })
    await create(page, 'departments', { name: ownName('Office') })
    for (const screen of administration) await examine(page, screen, as)
  })
  journey(`and so are accounts and security: ${as}`, async ({ visit }) => {
    const administrator = await visit({ ...look, as: 'administrator' })
    for (const screen of security) await examine(administrator, screen, as)
  })
}

// In English, whose words are the longer ones.
const narrow = { width: 320, height: 640, language: 'en', touch: true } as const
const measure = async (page: Page, screen: Screen) => {
  await screen.open(page)
  await page.screenshot({ path: join(pictures, `${screen.name}-320.png`) })
  expect(await overflow(page), screen.name).toBeLessThanOrEqual(0)
}
journey('nothing scrolls sideways at 320 pixels', async ({ visit }) => {
  await measure(await visit({ ...narrow, refusals: [401] }), signIn)
  const page = await visit({ ...narrow, as: 'salesRep' })
  for (const screen of [...screens, ...work]) await measure(page, screen)
})
journey('nor does the administration', async ({ visit }) => {
  const administrator = await visit({ ...narrow, as: 'administrator' })
  await create(administrator, 'departments', { name: ownName('Office') })
  for (const screen of [...administration, ...security]) await measure(administrator, screen)
})
