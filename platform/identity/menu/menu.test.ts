import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'
import { type Contribution, type MenuNode, resolveMenu } from './menu.rules.ts'
import { faultsOfOverlay, type OverlayItem } from './overlay.rules.ts'

const app = await signInApp()

const list = (path: string) => ({ path, entity: `x.${path}`, label: path, icon: 'file-text' })
const contributions: Contribution[] = [
  { key: 'system:sales', label: 'Sales', items: ['orders', 'quotes', 'prices'].map(list) },
  { key: 'system:stock', label: 'Stock', items: ['parts', 'moves'].map(list) },
]
const outline = (nodes: readonly MenuNode[]): string =>
  nodes.map(({ label, children }) => (children ? `${label}(${outline(children)})` : label)).join(' ')
const menuOf = (items: OverlayItem[], may = (_: string) => true, shown = contributions) =>
  outline(resolveMenu(shown, items, { language: 'en', may }))

test('without an arrangement the menu is what systems bring', () => {
  expect(menuOf([])).toBe('Sales(orders quotes prices) Stock(parts moves)')
})

test('entries are renamed, ordered, grouped and hidden; folders that hold nothing do not show', () => {
  expect(menuOf([{ key: 'quotes', label: 'Offers', hidden: false }])).toBe(
    'Sales(orders Offers prices) Stock(parts moves)',
  )
  expect(
    menuOf([
      { key: 'system:stock', rank: 0 },
      { key: 'system:sales', rank: 1 },
    ]),
  ).toBe('Stock(parts moves) Sales(orders quotes prices)')
  const folder = { key: 'folder:daily', label: 'Daily', rank: 0 }
  const moved = [
    { key: 'parts', parent: 'folder:daily', rank: 1 },
    { key: 'orders', parent: 'folder:daily', rank: 0 },
  ]
  expect(menuOf([folder, ...moved])).toBe('Daily(orders parts) Sales(quotes prices) Stock(moves)')
  expect(menuOf([folder])).toBe('Sales(orders quotes prices) Stock(parts moves)')
  expect(menuOf([{ key: 'system:sales', hidden: true }])).toBe('Stock(parts moves)')
  expect(menuOf([{ key: 'moves', parent: null, rank: -1 }])).toBe('moves Sales(orders quotes prices) Stock(parts)')
})

test('what a system brings later stands where it would by default', () => {
  const arranged = [
    { key: 'prices', rank: 0 },
    { key: 'orders', rank: 1 },
  ]
  expect(menuOf(arranged)).toBe('Sales(prices orders quotes) Stock(parts moves)')
  expect(menuOf(arranged, () => true, contributions.slice(0, 1))).toBe('Sales(prices orders quotes)')
})

test('links lead where they say, to whom they are for, and to nothing that runs', () => {
  const link = {
    key: 'link:wiki',
    label: 'Wiki',
    url: 'https://wiki.example/',
    parent: 'system:sales',
    rank: 9,
    permission: 'x.y.read',
  }
  expect(menuOf([link])).toBe('Sales(orders quotes prices Wiki) Stock(parts moves)')
  expect(menuOf([link], () => false)).toBe('Sales(orders quotes prices) Stock(parts moves)')
  const faults = (url: string) => faultsOfOverlay([{ key: 'link:x', label: 'X', url }]).map(({ code }) => code)
  for (const url of ['/orders?x=1', 'https://a.example', 'http://a.example/b']) expect(faults(url), url).toEqual([])
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//a.example', '/\\a.example', '', 'orders'])
    expect(faults(url), url).toEqual(['MENU_URL'])
})

test('an arrangement that cannot be drawn is refused where it is wrong', () => {
  const faults = (...items: OverlayItem[]) => faultsOfOverlay(items).map(({ field, code }) => `${field} ${code}`)
  const folder = (name: string, parent?: string) => ({
    key: `folder:${name}`,
    label: name,
    ...(parent ? { parent: `folder:${parent}` } : {}),
  })
  expect(faults(folder('a', 'b'), folder('b', 'a'))).toEqual(['items.0.parent MENU_CYCLE', 'items.1.parent MENU_CYCLE'])
  expect(faults(folder('a', 'z'))).toEqual(['items.0.parent REFERENCE_NOT_FOUND'])
  expect(faults(folder('a'), folder('b', 'a'), folder('c', 'b'), folder('d', 'c'))).toEqual([
    'items.3.parent MENU_TOO_DEEP',
  ])
  expect(faults({ key: 'orders', parent: 'parts' })).toEqual(['items.0.parent MENU_NOT_A_FOLDER'])
  expect(faults({ key: 'orders' }, { key: 'orders' })).toEqual(['items.1.key NOT_UNIQUE'])
  expect(faults({ key: 'folder:a' })).toEqual(['items.0.label MENU_NO_NAME'])
})

test('an organisation’s own menu: for it alone, with a history, and no older arrangement over a newer one', async () => {
  const [one, two] = [await app.tenant(), await app.tenant()]
  const admin = await app.person(one, [{ role: 'administrator' }])
  const stranger = await app.person(two, [{ role: 'administrator' }])
  const before = (await admin.get('/menu/overlay')).body
  expect(before).toMatchObject({ version: 0, items: [] })
  const items = [
    { key: 'roles', label: 'Rights', labelZh: '权限', rank: 0 },
    { key: 'gone_system_list', parent: 'system:gone', rank: 3 },
  ]
  const made = await admin.put('/menu/overlay', { items, version: 0 })
  expect(made.body).toMatchObject({
    version: 1,
    items: [{ key: 'roles' }, { key: 'gone_system_list', parent: 'system:gone' }],
  })
  expect((await admin.put('/menu/overlay', { items: [], version: 0 })).body).toMatchObject({
    code: 'STALE',
    current: { version: 1 },
  })
  const labels = async (path: string, language = 'en') =>
    (await admin.get(path, { 'accept-language': language })).body.data.flatMap(({ children }: MenuNode) =>
      children?.map(({ label }) => label),
    )
  expect((await labels('/menu'))[0]).toBe('Rights')
  expect((await labels('/menu', 'zh'))[0]).toBe('权限')
  expect((await admin.get('/user/me')).body.menu[0].navigation[0]).toMatchObject({ path: 'roles', label: 'Rights' })
  expect((await stranger.get('/menu/overlay')).body.version).toBe(0)
  const kept = await admin.put('/menu/overlay', { items: [{ key: 'sites', hidden: true }], version: 1 })
  expect(kept.body.items.map(({ key }: OverlayItem) => key)).toEqual(['sites', 'gone_system_list'])
  expect(await labels('/menu')).not.toContain('Sites')
  expect((await admin.get('/sites')).status).toBe(200)
  expect((await admin.delete('/menu/overlay')).body).toMatchObject({ version: 3, items: [] })
})

test('who may, tries how the menu looks with a role or to a member', async () => {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const grants = [{ permission: 'identity.site.read' }]
  const role = (await admin.post('/roles', { key: 'porter', name: 'Porter', grants })).body.id
  const porter = await app.person(tenant, [{ role: 'porter' }])
  await admin.put('/menu/overlay', { items: [{ key: 'sites', label: 'Places' }] })
  const shown = async (path: string) =>
    (await admin.get(path)).body.data.flatMap(({ children }: MenuNode) => children?.map(({ label }) => label))
  expect(await shown(`/menu?role=${role}`)).toEqual(['Places'])
  expect(await shown(`/menu?member=${porter.memberId}`)).toEqual(['Places'])
  for (const path of [`/menu?role=${role}`, `/menu?member=${admin.memberId}`, '/menu/overlay'])
    expect((await porter.get(path)).status, path).toBe(403)
  expect((await porter.put('/menu/overlay', { items: [] })).status).toBe(403)
  expect((await porter.get('/menu')).body.data).toMatchObject([{ children: [{ label: 'Places' }] }])
})
