/** What differs from the default for one entry: of `PUT /menu/overlay`. */
export interface OverlayItem {
  readonly key: string
  /** Left out: where it is by default; null: at the top. */
  readonly parent?: string | null
  readonly rank?: number
  readonly label?: string | null
  readonly labelZh?: string | null
  readonly hidden?: boolean
  readonly icon?: string | null
  readonly url?: string | null
  readonly permission?: string | null
}
/** An entry that a system brings. */
export interface MenuEntry {
  readonly key: string
  readonly parent: string | null
  readonly label: string
  readonly labelZh: string
  readonly icon: string
  readonly path: string | null
}
export interface Overlay {
  readonly version: number
  readonly items: readonly OverlayItem[]
  readonly entries: readonly MenuEntry[]
}
export type Items = readonly OverlayItem[]
export type Kind = 'system' | 'list' | 'folder' | 'link'

export interface EditorNode {
  readonly key: string
  readonly kind: Kind
  readonly parent: string | null
  readonly level: number
  /** As it is called without the overlay; empty for what the organisation has made itself. */
  readonly given: { readonly en: string; readonly zh: string; readonly icon: string }
  readonly item: OverlayItem | undefined
  readonly children: readonly EditorNode[]
}

const kindOf = (key: string): Kind =>
  key.startsWith('folder:')
    ? 'folder'
    : key.startsWith('link:')
      ? 'link'
      : key.startsWith('system:')
        ? 'system'
        : 'list'
export const isOwn = (key: string) => ['folder', 'link'].includes(kindOf(key))
export const holdsOthers = (key: string) => ['folder', 'system'].includes(kindOf(key))
const deepest = 3

interface Entry {
  readonly key: string
  readonly home: string | null
  readonly given: EditorNode['given']
}
const entriesOf = (entries: readonly MenuEntry[], items: Items): Entry[] => [
  ...entries.map(({ key, parent, label, labelZh, icon }) => ({
    key,
    home: parent,
    given: { en: label, zh: labelZh, icon },
  })),
  ...items
    .filter(({ key }) => isOwn(key))
    .map(({ key }) => ({ key, home: null, given: { en: '', zh: '', icon: kindOf(key) } })),
]

/** Entries that were given a place stand in its order; each other one follows its nearest neighbour by default. */
function inOrder(entries: readonly Entry[], ranks: ReadonlyMap<string, number>): Entry[] {
  const rankOf = ({ key }: Entry) => ranks.get(key) ?? 0
  const placed = entries.filter(({ key }) => ranks.has(key)).sort((one, other) => rankOf(one) - rankOf(other))
  entries.forEach((entry, at) => {
    if (ranks.has(entry.key)) return
    const neighbours = entries.slice(0, at).filter(({ home }) => home === entry.home)
    const after = neighbours.map(other => placed.indexOf(other)).findLast(index => index >= 0)
    const before = placed.findIndex(other => rankOf(other) > at)
    placed.splice(after === undefined ? (before < 0 ? placed.length : before) : after + 1, 0, entry)
  })
  return placed
}

/** The whole menu as it is arranged, hidden entries too, in the order in which people see it. */
export function treeOf(entries: readonly MenuEntry[], items: Items): readonly EditorNode[] {
  const byKey = new Map(items.map(item => [item.key, item]))
  const all = entriesOf(entries, items)
  const holders = new Set(all.filter(({ key }) => holdsOthers(key)).map(({ key }) => key))
  const parentOf = ({ key, home }: Entry) => {
    const put = byKey.get(key)?.parent
    return put === undefined || (put !== null && !holders.has(put)) ? home : put
  }
  const ranks = new Map(items.flatMap(({ key, rank }) => (rank === undefined ? [] : [[key, rank] as const])))
  const under = Map.groupBy(all, parentOf)
  const build = (parent: string | null, level: number, above: readonly string[]): EditorNode[] =>
    inOrder(under.get(parent) ?? [], ranks)
      .filter(({ key }) => !above.includes(key))
      .map(({ key, given }) => ({
        key,
        kind: kindOf(key),
        parent,
        level,
        given,
        item: byKey.get(key),
        children: holdsOthers(key) ? build(key, level + 1, [...above, key]) : [],
      }))
  return build(null, 0, [])
}

export const flat = (nodes: readonly EditorNode[]): EditorNode[] =>
  nodes.flatMap(node => [node, ...flat(node.children)])
const heightOf = (node: EditorNode): number => 1 + Math.max(0, ...node.children.map(heightOf))

/** An entry without anything of its own is no entry of the overlay. */
const says = ({ key, ...rest }: OverlayItem) =>
  isOwn(key) || Object.values(rest).some(value => value !== undefined && value !== null && value !== false)
const isPlaced = (item: OverlayItem) => item.parent !== undefined || says(item)

export function change(items: Items, key: string, patch: Partial<OverlayItem>): Items {
  const before = items.find(item => item.key === key)
  const next = { ...(before ?? { key }), ...patch }
  const rest = before ? items.map(item => (item === before ? next : item)) : [...items, next]
  return rest.filter(isPlaced)
}

/** Below a parent (null: at the top), before one of its children or at their end. */
export interface MenuPlace {
  readonly parent: string | null
  readonly before?: string | undefined
}

/** Whether an entry may stand there: not inside itself, not deeper than three, and only under what holds others. */
export function mayStand(tree: readonly EditorNode[], key: string, parent: string | null): boolean {
  const nodes = flat(tree)
  const node = nodes.find(each => each.key === key)
  if (!node) return false
  if (parent === null) return true
  const target = nodes.find(each => each.key === parent)
  if (!target || !holdsOthers(parent)) return false
  if (parent === key || flat(node.children).some(child => child.key === parent)) return false
  return target.level + 1 + heightOf(node) <= deepest
}

/** Puts an entry somewhere; its new neighbours keep their order by being given their places too. */
export function put(entries: readonly MenuEntry[], items: Items, key: string, { parent, before }: MenuPlace): Items {
  const tree = treeOf(entries, items)
  if (!mayStand(tree, key, parent)) return items
  const siblings = (parent === null ? tree : (flat(tree).find(each => each.key === parent)?.children ?? []))
    .map(each => each.key)
    .filter(each => each !== key)
  const at = before === undefined ? siblings.length : siblings.indexOf(before)
  const order = siblings.toSpliced(at < 0 ? siblings.length : at, 0, key)
  return order.reduce((now, each, index) => change(now, each, { parent, rank: (index + 1) * 10 }), items)
}

/** Where a step by key leads: up and down among its neighbours, into the one before, out beside its parent. */
export function placeByKey(tree: readonly EditorNode[], node: EditorNode, key: string): MenuPlace | undefined {
  const siblings = node.parent === null ? tree : (flat(tree).find(each => each.key === node.parent)?.children ?? [])
  const at = siblings.findIndex(each => each.key === node.key)
  const [previous, next] = [siblings[at - 1], siblings[at + 1]]
  if (key === 'ArrowUp' && previous) return { parent: node.parent, before: previous.key }
  if (key === 'ArrowDown' && next) return { parent: node.parent, before: siblings[at + 2]?.key }
  if (key === 'ArrowRight' && previous && holdsOthers(previous.key)) return { parent: previous.key }
  const parent = flat(tree).find(each => each.key === node.parent)
  if (key !== 'ArrowLeft' || !parent) return undefined
  const around = parent.parent === null ? tree : (flat(tree).find(each => each.key === parent.parent)?.children ?? [])
  return { parent: parent.parent, before: around[around.findIndex(each => each.key === parent.key) + 1]?.key }
}

/** Takes away what the organisation has made; what stood in a folder goes back to where it is by default. */
export const without = (items: Items, key: string): Items =>
  items
    .filter(item => item.key !== key)
    .map(item => {
      if (item.parent !== key) return item
      const { parent: _, rank: __, ...rest } = item
      return rest
    })
    .filter(isPlaced)
