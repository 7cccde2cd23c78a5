import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { Visitor } from './journey.ts'
import { type Desk, type Look, lookJourney, looks } from './looks.ts'
import { create, find, headers, ownName, today } from './records.ts'

/** The habits people bring along and expect here, each with the looks it is tried in. */
const habits = {
  'Command palette': ['en light desk', 'zh dark phone'],
  'Keyboard list': ['zh light desk'],
  'Side peek as default open': ['en dark desk'],
  'Previous / next inside the filtered set': ['zh dark desk', 'en light phone'],
  'Saved views': ['en light desk', 'zh light phone'],
  'URL is state': ['zh light desk', 'en dark phone'],
  'Filter chips': ['en dark desk', 'zh dark phone'],
  'Inline edit': ['zh dark desk', 'en light phone'],
  'Bulk bar': ['en light desk', 'zh light phone'],
  'Optimistic writes': ['zh light desk', 'en dark phone'],
  'Undo toast': ['en dark desk', 'zh dark phone'],
  'Footer sums': ['zh dark desk'],
  'Column memory': ['en light desk'],
  'Empty states are instructions': ['zh light desk', 'en light phone'],
  'Links are links': ['en dark desk', 'zh light phone'],
  Presence: ['zh dark desk', 'en dark phone'],
  'Whole create flow by keyboard': ['en light desk'],
  'Site switch is instant and explicit': ['zh light desk', 'zh dark phone'],
  'Session expiry never costs work': ['en dark desk', 'en light phone'],
  'Help in place': ['zh dark desk', 'zh light phone'],
  'Download and share on every chart': ['en light desk', 'en dark phone'],
} as const satisfies Record<string, readonly Look[]>

const tried = new Set<string>()
type Visit = (visitor: Visitor) => Promise<Page>
function habit(name: keyof typeof habits, proof: (desk: Desk, visit: Visit) => Promise<void>) {
  for (const look of habits[name])
    lookJourney(`${name}: ${look}`, async ({ at, visit }) => {
      tried.add(`${name}: ${look}`)
      await proof(await at(look), visit)
    })
}

/** Three customers of this journey alone, and the list of just them. */
async function three({ page }: Desk) {
  const own = ownName('Trio')
  const made: { id: string; name: string }[] = []
  for (const [letter, city] of Object.entries({ A: 'Kiel', B: 'Bremen', C: 'Bremen' }))
    made.push(await create<{ id: string; name: string }>(page, 'customers', { name: `${own} ${letter}`, city }))
  const [first, second, third] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]]
  return { own, first, second, third, path: `/customers?q=${encodeURIComponent(own)}&sort=name` }
}
const one = ({ page }: Desk, word: string) =>
  create<{ id: string; name: string }>(page, 'customers', { name: ownName(word), city: 'Kiel' })

const link = (page: Page, name: string) => page.locator('.list-main').getByRole('link', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const peek = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true })
const isFocused = (box: Locator) => expect.poll(() => box.evaluate(each => each === document.activeElement)).toBe(true)
const names = (page: Page, own: string) => link(page, own).evaluateAll(all => all.map(each => each.textContent ?? ''))
/** What a saved view asks; a search is never kept in one. */
const nameHolds = 'filter[name][contains]'
const cityOf = (desk: Desk) => desk.say('City', '城市')

habit('Command palette', async desk => {
  const { page, t, phone } = desk
  const [here, other] = [await one(desk, 'Hier'), await one(desk, 'Anderswo')]
  await page.goto(`/customers/${here.id}`)
  await heading(page, here.name).waitFor()
  if (phone) {
    await page.getByRole('button', { name: t('shell.more'), exact: true }).click()
    await page.getByRole('button', { name: t('shell.search') }).click()
  } else await press(page, 'ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: t('palette.label') })
  const groups = palette.locator('[cmdk-group-heading]')
  await expect.poll(() => groups.first().textContent()).toBe(t('command.onRecord'))
  const act = palette.getByRole('option', { name: t('generic.record.edit') })
  expect(await act.textContent()).toMatch(/E$/)
  await page.keyboard.type(other.name)
  await palette.getByRole('option', { name: other.name }).waitFor()
  await press(page, 'Enter')
  await heading(page, other.name).waitFor()
})

habit('Keyboard list', async desk => {
  const { page, t } = desk
  const { path, own, first } = await three(desk)
  await page.goto(path)
  await link(page, first.name).waitFor()
  const bar = page.getByRole('toolbar', { name: t('bulk.label') })
  await press(page, 'j', 'x', 'Shift+ArrowDown')
  await bar.getByText(t('bulk.selected', { count: 2 })).waitFor()
  await press(page, 'Space')
  await page.locator('.peek').waitFor()
  // One layer at a time: the peek, then the selection.
  await press(page, 'Escape')
  await page.locator('.peek').waitFor({ state: 'detached' })
  expect(await bar.isVisible()).toBe(true)
  await press(page, 'Escape')
  await bar.waitFor({ state: 'detached' })
  await press(page, '/')
  const search = page.getByRole('textbox', { name: t('generic.list.search') })
  await isFocused(search)
  await press(page, 'End', 'c')
  expect(await search.inputValue()).toBe(`${own}c`)
  await search.fill(own)
  await search.blur()
  // A key that still composes a character is none of ours.
  await page.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', isComposing: true, bubbles: true })),
  )
  await press(page, '?')
  await page.getByRole('dialog', { name: t('keys.title') }).waitFor()
  await press(page, 'Escape', 'e')
  await heading(page, t('generic.form.editTitle', { title: '' }).trim()).waitFor()
  await press(page, 'Escape')
})

habit('Side peek as default open', async desk => {
  const { page, t } = desk
  const { own, first, second } = await three(desk)
  const view = (name: string) =>
    create<{ id: string }>(page, 'views', { collection: 'customers', name, query: { [nameHolds]: own, sort: 'name' } })
  const [beside, whole] = [ownName('Beside'), ownName('Whole')]
  for (const name of [beside, whole]) await view(name)
  await page.goto('/customers')
  const open = async (name: string, title: string) => {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    await page.getByRole('row').filter({ hasText: title }).locator('[data-field="country"]').click()
  }
  await open(beside, first.name)
  await peek(page, first.name).waitFor()
  await press(page, 'Escape', 'Escape')
  await page.getByRole('tab', { name: new RegExp(`^${whole}`) }).click()
  await page.getByRole('button', { name: t('generic.list.columns') }).click()
  const sent = page.waitForResponse(answer => answer.url().includes('/choices/') && answer.ok())
  await page.getByRole('button', { name: t('generic.columns.open_page'), exact: true }).click()
  await press(page, 'Escape')
  await sent
  await open(whole, second.name)
  await heading(page, second.name).waitFor()
  await page.goto('/customers')
  await open(whole, first.name)
  await heading(page, first.name).waitFor()
  await page.goto('/customers')
  await open(beside, second.name)
  await peek(page, second.name).waitFor()
})

habit('Previous / next inside the filtered set', async desk => {
  const { page, t, phone } = desk
  const { path, first, second, third } = await three(desk)
  await page.goto(path)
  await link(page, first.name).waitFor()
  if (phone) {
    await link(page, second.name).click()
    await heading(page, second.name).waitFor()
    await page.getByText('2 / 3').waitFor()
    await swipe(page, -1)
    await heading(page, third.name).waitFor()
    await page.getByText('3 / 3').waitFor()
    return
  }
  await press(page, 'j', 'Space')
  await peek(page, first.name).getByText('1 / 3').waitFor()
  await press(page, 'j')
  await peek(page, second.name).getByText('2 / 3').waitFor()
  await press(page, 'Enter')
  await heading(page, second.name).waitFor()
  await page.locator('.page-bar').getByText('2 / 3').waitFor()
  await page.getByRole('button', { name: t('peek.next') }).click()
  await heading(page, third.name).waitFor()
  expect(await page.getByRole('button', { name: t('peek.next') }).isDisabled()).toBe(true)
})

/** A finger drawn across the page, to the left for -1. */
const swipe = (page: Page, way: 1 | -1) =>
  page.locator('.record-phone').evaluate((target, way) => {
    const touch = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: 300 })
    const event = (type: string, at: Touch, held: Touch[]) =>
      target.dispatchEvent(new TouchEvent(type, { bubbles: true, touches: held, changedTouches: [at] }))
    event('touchstart', touch(200), [touch(200)])
    event('touchend', touch(200 + way * 150), [])
  }, way)

habit('Saved views', async desk => {
  const { page, t, phone } = desk
  const { own, third } = await three(desk)
  const name = ownName('Trio view')
  const { id } = await create<{ id: string }>(page, 'views', {
    ...{ collection: 'customers', name, query: { [nameHolds]: own, sort: '-name' } },
  })
  const opensFirst = (id: string | null) =>
    page.request.put('/api/v1/views/default', { data: { collection: 'customers', id }, headers })
  expect((await opensFirst(id)).ok()).toBe(true)
  onTestFinished(async () => void (await opensFirst(null)))
  await page.goto('/customers')
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true })
  await tab.getByText('3', { exact: true }).waitFor()
  await tab.getByLabel(t('generic.view.opensFirst')).waitFor()
  await expect.poll(async () => (await names(page, own))[0]).toContain(third.name)
  if (phone) {
    await page.getByRole('button', { name: new RegExp(`^${t('filter.add')}`) }).click()
    await page.getByLabel(t('generic.list.sort')).selectOption('name')
    await page.locator('.filter-sheet footer button').click()
  } else await page.locator('[data-column="_title"] button').click()
  await tab.getByLabel(t('view.unsaved')).waitFor()
  await page.reload()
  await tab.getByLabel(t('view.unsaved')).waitFor()
  await page
    .getByRole('button', { name: t('generic.view.saveAs') })
    .last()
    .waitFor()
  await page.getByRole('button', { name: t('generic.list.reset'), exact: true }).click()
  await tab.getByLabel(t('view.unsaved')).waitFor({ state: 'detached' })
  await expect.poll(async () => (await names(page, own)).length).toBe(3)
})

habit('URL is state', async desk => {
  const { page, t, phone } = desk
  const { own, first, third } = await three(desk)
  const path = `/customers?q=${encodeURIComponent(own)}&sort=-name&filter[city]=Bremen`
  await page.goto(path)
  await expect.poll(async () => (await names(page, own)).length).toBe(2)
  expect((await names(page, own))[0]).toContain(third.name)
  if (!phone) {
    await press(page, 'j', 'Space')
    await peek(page, third.name).waitFor()
    const paste = await page.context().newPage()
    await paste.goto(page.url())
    await peek(paste, third.name).waitFor()
    expect(await names(paste, own)).toEqual(await names(page, own))
    await paste.close()
    await page.goBack()
    await peek(page, third.name).waitFor({ state: 'detached' })
  }
  await page.goto(`/customers/${first.id}`)
  const files = () => page.getByRole('tab', { name: new RegExp(`^${t('record.files')}`) })
  await files().click()
  await page.reload()
  await expect.poll(() => files().getAttribute('aria-selected')).toBe('true')
})

habit('Filter chips', async desk => {
  const { page, t, phone } = desk
  const { own, path, first } = await three(desk)
  const city = cityOf(desk)
  await page.goto(path)
  await link(page, first.name).waitFor()
  const typed = async (layer: Locator) => {
    await layer.getByRole('textbox', { name: t('generic.filter.findField') }).fill(city)
    await layer.getByRole('button', { name: city, exact: true }).click()
  }
  await page.getByRole('button', { name: new RegExp(`^${t('filter.add')}`) }).click()
  if (phone) {
    const sheet = page.getByRole('dialog', { name: t('filter.add') })
    await sheet.getByRole('button', { name: t('generic.filter.another') }).click()
    await typed(sheet)
    await sheet.locator('.sheet-filter').getByRole('textbox').fill('Kiel')
    await sheet.getByRole('button', { name: t('generic.filter.show', { count: 1, shown: '1' }), exact: true }).click()
    return expect.poll(async () => (await names(page, own)).length).toBe(1)
  }
  await typed(page.getByRole('dialog', { name: t('filter.add') }))
  await page.getByRole('dialog', { name: city }).getByRole('textbox').fill('Kiel')
  await press(page, 'Enter')
  await page.getByRole('button', { name: new RegExp(`^${city}.*Kiel$`) }).waitFor()
  await expect.poll(async () => (await names(page, own)).length).toBe(1)
  await page.getByRole('button', { name: t('filter.clear', { field: city }) }).click()
  await expect.poll(async () => (await names(page, own)).length).toBe(3)
})

habit('Inline edit', async desk => {
  const { page, t } = desk
  const { id, name } = await one(desk, 'Zeile')
  await page.goto(`/customers/${id}`)
  await heading(page, name).waitFor()
  const city = page.getByRole('textbox', { name: cityOf(desk) })
  const edit = page.getByRole('button', { name: t('generic.record.editField', { field: cityOf(desk) }) })
  await edit.click()
  await city.fill('Nirgendwo')
  await press(page, 'Escape')
  await city.waitFor({ state: 'detached' })
  await page.getByText('Kiel', { exact: true }).first().waitFor()
  await edit.click()
  await city.fill('Lübeck')
  // Saved by leaving it; the next field has the focus.
  await press(page, 'Tab')
  await page.getByText(t('generic.record.saved', { field: cityOf(desk) })).waitFor()
  await isFocused(page.getByRole('textbox', { name: desk.say('State or region', '省份或地区') }))
  await press(page, 'Escape')
  expect(((await (await page.request.get(`/api/v1/customers/${id}`)).json()) as { city: string }).city).toBe('Lübeck')
})

habit('Bulk bar', async desk => {
  const { page, t, phone } = desk
  const { path, first, own } = await three(desk)
  await page.goto(path)
  await link(page, first.name).waitFor()
  const bar = page.getByRole('toolbar', { name: t('bulk.label') })
  if (phone) {
    await link(page, first.name).dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true })
    await bar.waitFor()
    await link(page, first.name).dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true })
  } else await press(page, 'j', 'x')
  await bar.getByText(t('bulk.selected', { count: 1 })).waitFor()
  await bar.getByRole('button', { name: t('generic.bulk.selectAll', { shown: '3' }) }).click()
  await bar.getByText(t('bulk.selected', { count: 3 })).waitFor()
  const verbs = await bar.getByRole('button').count()
  expect(verbs - 1, 'verbs beside Clear').toBeGreaterThanOrEqual(3)
  await bar.getByRole('button', { name: t('generic.bulk.remove'), exact: true }).click()
  await expect.poll(async () => (await find(page, 'customers', own)).length).toBe(0)
  await bar.waitFor({ state: 'detached' })
})

habit('Optimistic writes', async desk => {
  const { page, t } = desk
  desk.allow(500)
  const { id, name } = await one(desk, 'Vorweg')
  await page.goto(`/customers/${id}`)
  await heading(page, name).waitFor()
  let answer: () => void = () => undefined
  const asked = new Promise<void>(resolve => {
    answer = resolve
  })
  const address = `**/api/v1/customers/${id}`
  await page.route(address, async route => {
    if (route.request().method() !== 'PATCH') return route.continue()
    await asked
    const problem = { status: 500, code: 'INTERNAL', title: 'Our fault', detail: 'The disk is full.', requestId: 'r-1' }
    await route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) })
  })
  await page.getByRole('button', { name: t('generic.record.editField', { field: cityOf(desk) }) }).click()
  const city = page.getByRole('textbox', { name: cityOf(desk) })
  await city.fill('Plön')
  await press(page, 'Enter')
  // Shown although nobody has answered.
  await page.locator('.inline-value').getByText('Plön').waitFor()
  answer()
  await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor()
  expect(await city.inputValue()).toBe('Plön')
  await page.unroute(address)
  await city.press('Enter')
  await page.getByText(t('generic.record.saved', { field: cityOf(desk) })).waitFor()
})

habit('Undo toast', async desk => {
  const { page, t, phone } = desk
  // The live event may reach the page before it is left, and asks for what has just gone.
  desk.allow(404)
  const { id, name } = await one(desk, 'Rückweg')
  await page.goto(`/customers/${id}`)
  await heading(page, name).waitFor()
  await page.getByRole('button', { name: t('generic.record.more') }).click()
  await page.getByRole('menuitem', { name: t('generic.record.remove'), exact: true }).click()
  const toast = page.locator('.toast').filter({ hasText: t('generic.record.removed', { title: name }) })
  await toast.locator('.toast-clock').waitFor({ state: 'attached' })
  if (phone) await toast.getByRole('button', { name: t('toast.undo') }).click()
  else {
    await toast.getByRole('button', { name: t('toast.dismiss') }).click()
    await toast.waitFor({ state: 'detached' })
    await press(page, 'ControlOrMeta+z')
  }
  await expect.poll(async () => (await page.request.get(`/api/v1/customers/${id}`)).status()).toBe(200)
})

/** Two licences of one customer, and the list of just them. */
async function licences(desk: Desk) {
  const customer = await one(desk, 'Summe')
  for (const authorizedUsers of [1200, 1300])
    await create(desk.page, 'licenses', { customer: customer.id, startsOn: today, authorizedUsers })
  return `/licenses?filter[customer]=${customer.id}`
}

habit('Footer sums', async desk => {
  const { page, t, say } = desk
  await page.goto(await licences(desk))
  const field = say('Users allowed', '授权用户数')
  await page.getByText(t('generic.list.count', { count: 2, shown: '2' })).waitFor()
  const foot = page.getByRole('button', { name: t('generic.sum.of', { field }) })
  const choose = async (measure: string) => {
    await foot.click()
    await page.getByRole('menuitemradio', { name: t(`generic.sum.${measure}`), exact: true }).click()
  }
  await choose('sum')
  await expect.poll(() => foot.textContent()).toContain('2,500')
  await choose('avg')
  await expect.poll(() => foot.textContent()).toContain('1,250')
})

habit('Column memory', async desk => {
  const { page } = desk
  const path = await licences(desk)
  await page.goto(path)
  const heads = page.getByRole('columnheader')
  const head = page.locator('[data-column="authorizedUsers"]')
  const width = () => head.evaluate(each => (each as HTMLElement).offsetWidth)
  await head.waitFor()
  const before = await width()
  const sent = page.waitForResponse(answer => answer.url().includes('/choices/') && answer.ok())
  await head.getByRole('button').focus()
  await press(page, 'Alt+Shift+ArrowRight', 'Alt+Shift+ArrowRight', 'Alt+ArrowLeft')
  await sent
  const order = () => heads.evaluateAll(all => all.map(each => (each as HTMLElement).dataset.column))
  const [arranged, widened] = [await order(), await width()]
  expect(widened).toBeGreaterThan(before)
  await page.reload()
  await head.waitFor()
  await expect.poll(order).toEqual(arranged)
  expect(await width()).toBe(widened)
  await press(page, 'j', 'Space')
  await page.locator('.peek').waitFor()
  await expect.poll(() => heads.count()).toBeLessThan(arranged.length)
})

habit('Empty states are instructions', async desk => {
  const { page, t, phone } = desk
  const { own } = await three(desk)
  await page.goto(`/customers?q=${encodeURIComponent(own)}&filter[city]=Atlantis`)
  const brings = t('generic.list.brings', { count: 3, shown: '3' })
  const way = page.getByRole('button', { name: new RegExp(`Atlantis.*${brings}`) })
  await way.waitFor()
  if (phone) await way.tap()
  else await way.click()
  await expect.poll(async () => (await names(page, own)).length).toBe(3)
})

habit('Links are links', async desk => {
  const { page, t, phone } = desk
  const { path, first } = await three(desk)
  await page.goto(path)
  expect(await link(page, first.name).getAttribute('href')).toBe(`/customers/${first.id}`)
  if (phone) {
    await page.goto(`/customers/${first.id}`)
    await page.getByRole('button', { name: t('generic.record.more') }).click()
    await page.getByRole('menuitem', { name: t('generic.record.copyLink') }).click()
    await page.getByText(t('generic.record.linkCopied')).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    return expect(new URL(copied).pathname).toBe(`/customers/${first.id}`)
  }
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    link(page, first.name).click({ button: 'middle' }),
  ])
  await heading(tab, first.name).waitFor()
  await tab.bringToFront()
  await tab.getByRole('heading', { level: 1 }).getByRole('button', { name: first.name }).click()
  await tab.getByText(t('record.codeCopied', { text: first.name })).waitFor()
  expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe(first.name)
  await tab.close()
})

habit('Presence', async (desk, visit) => {
  const { page, t } = desk
  const { id, name } = await one(desk, 'Zu zweit')
  const other = await visit({ as: 'colleague' })
  await other.goto(`/customers/${id}`)
  await heading(other, name).waitFor()
  await page.goto(`/customers/${id}`)
  await page.getByText(t('record.viewing', { name: 'Sofia Ruiz' })).waitFor()
  await other.getByRole('button', { name: 'Edit City' }).click()
  await page.getByText(t('record.isEditing', { name: 'Sofia Ruiz' })).waitFor()
})

habit('Whole create flow by keyboard', async desk => {
  const { page, t, say } = desk
  const own = ownName('Tastenwerk')
  const name = page.getByRole('textbox', { name: say('Name', '名称'), exact: true })
  await page.goto('/customers')
  await page.getByRole('grid').getByRole('link').first().waitFor()
  await press(page, 'c')
  await isFocused(name)
  await page.keyboard.type(`${own} 1`)
  await page.getByRole('checkbox', { name: t('generic.form.another') }).focus()
  const sent = page.waitForRequest(request => request.method() === 'POST' && request.url().endsWith('/customers'))
  await press(page, 'Space', 'Control+Enter')
  // Sent twice, it would still be made once.
  expect((await sent).headers()['idempotency-key']).toBeTruthy()
  await page.getByText(t('generic.form.created', { title: `${own} 1` })).waitFor()
  await isFocused(name)
  expect(await name.inputValue()).toBe('')
  await page.keyboard.type(`${own} 2`)
  await page.getByRole('checkbox', { name: t('generic.form.another') }).focus()
  await press(page, 'Space', 'Control+Enter')
  await heading(page, `${own} 2`).waitFor()
  expect(await find(page, 'customers', own)).toHaveLength(2)
})

habit('Site switch is instant and explicit', async desk => {
  const { page, t, phone } = desk
  await page.goto('/customers')
  const title = heading(page, desk.say('Customers', '客户'))
  await title.waitFor()
  const choose = async (site: string) => {
    if (phone) {
      await page.getByRole('button', { name: t('shell.more'), exact: true }).click()
      await page
        .getByRole('dialog', { name: t('shell.more') })
        .locator('.switcher')
        .click()
    } else await press(page, 'g', 's')
    await page
      .getByRole('list', { name: t('shell.sites') })
      .getByRole('button', { name: new RegExp(`^${site}`) })
      .click()
    await page.locator('.toast').filter({ hasText: site }).waitFor()
    // The page is kept, and says on whose behalf it now stands.
    await title.waitFor()
    expect(new URL(page.url()).pathname).toBe('/customers')
    if (!phone) await expect.poll(() => page.locator('.switcher').textContent()).toContain(site)
  }
  await choose('昆山工厂')
  await choose('上海总部')
})

habit('Session expiry never costs work', async desk => {
  const { page, t, say } = desk
  desk.allow(401)
  const typed = ownName('Halbzeit')
  await page.goto('/customers/new')
  await page.getByRole('textbox', { name: say('Name', '名称'), exact: true }).fill(typed)
  await page.context().clearCookies()
  await page.getByRole('button', { name: t('generic.form.create') }).click()
  const again = page.getByRole('dialog', { name: t('signIn.again') })
  await again.getByLabel(t('signIn.password'), { exact: true }).fill(desk.password)
  await press(page, 'Enter')
  await heading(page, typed).waitFor()
  expect(await find(page, 'customers', typed)).toHaveLength(1)
})

habit('Help in place', async desk => {
  const { page, t, say } = desk
  await page.goto('/customers/new')
  const hint = page.getByRole('textbox', { name: say('Code', '编码') }).first()
  const told = await hint.evaluate(box =>
    (box.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent),
  )
  expect(told.join()).toContain(say('Your own short key', '简短编号'))
  await page.goto('/customers')
  await page.getByRole('button', { name: t('page.help') }).click()
  const help = page.getByRole('dialog', { name: t('page.help') })
  await help.getByRole('heading', { name: new RegExp(say('Customers', '客户')) }).waitFor()
  await help.getByRole('button', { name: t('tours.walk') }).click()
  const tour = page.locator('.driver-popover')
  const progress = await tour.getByText(/^1 \/ \d$/).textContent()
  expect(Number(progress?.split(' / ')[1])).toBeLessThanOrEqual(4)
  await tour.getByRole('button', { name: t('tours.skip') }).click()
  await tour.waitFor({ state: 'detached' })
})

habit('Download and share on every chart', async desk => {
  const { page, t } = desk
  await page.goto('/')
  const drawn = page.locator('.chart-frame').filter({ has: page.locator('.chart-drawing svg path') })
  const title = (await drawn.first().locator('.tile').getAttribute('aria-label')) as string
  const chart = page.locator('.chart-frame').filter({ has: page.getByRole('region', { name: title, exact: true }) })
  const menu = chart.getByRole('button', { name: t('chart.menu', { title }) })
  await menu.click()
  const item = (name: string) => page.getByRole('menuitem', { name: t(`chart.${name}`), exact: true })
  for (const each of ['png', 'csv', 'copyLink', 'full']) await item(each).waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), item('png').click()])
  expect(file.suggestedFilename()).toMatch(/\.png$/)
  await menu.click()
  await item('asTable').click()
  await chart.getByRole('table').getByRole('row').nth(1).waitFor()
})

test('each habit is tried, in every language, theme and size', () => {
  const wanted = Object.entries(habits).flatMap(([name, looks]) => looks.map(look => `${name}: ${look}`))
  expect(wanted.filter(each => !tried.has(each))).toEqual([])
  expect(Object.keys(habits)).toHaveLength(21)
  const count = (look: Look) => wanted.filter(each => each.endsWith(look)).length
  expect(looks.filter(look => count(look) < 3)).toEqual([])
})
