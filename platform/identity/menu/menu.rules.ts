import type { Language } from '@tenon/kernel/messages/language.ts'
import { isFolder, isLink, isSafeUrl, isSystem, type OverlayItem } from './overlay.rules.ts'

/** A system in the navigation, with the lists it brings, in the order it brings them. */
export interface Contribution {
  readonly key: string
  readonly label: string
  readonly items: readonly {
    readonly path: string
    readonly entity: string
    readonly label: string
    readonly icon: string
  }[]
}

/** One entry as it is shown. */
export interface MenuNode {
  readonly key: string
  readonly kind: 'system' | 'folder' | 'list' | 'link'
  readonly label: string
  readonly icon: string
  readonly path?: string
  readonly entity?: string
  readonly url?: string
  readonly children?: readonly MenuNode[]
}

/** An entry with its default place: below `home`, after `after`. */
interface Entry extends Omit<MenuNode, 'children'> {
  readonly home: string | null
}

const contributed = (contributions: readonly Contribution[]): Entry[] =>
  contributions.flatMap(({ key, label, items }) => [
    { key, kind: 'system' as const, label, icon: 'folder', home: null },
    ...items.map(item => ({ ...item, key: item.path, kind: 'list' as const, home: key })),
  ])

function own({ key, url }: OverlayItem): Entry[] {
  if (isFolder(key)) return [{ key, kind: 'folder', label: '', icon: 'folder', home: null }]
  // What was stored before a rule was made is held against it again: nothing unsafe is ever shown.
  if (isLink(key) && url && isSafeUrl(url)) return [{ key, kind: 'link', label: '', icon: 'link', home: null, url }]
  return []
}

interface Reader {
  readonly language: Language
  may(permission: string): boolean
}

function named(entry: Entry, item: OverlayItem | undefined, language: Language): Entry {
  const [first, second] = language === 'zh' ? [item?.labelZh, item?.label] : [item?.label, item?.labelZh]
  return {
    ...entry,
    label: first || (isFolder(entry.key) || isLink(entry.key) ? second : '') || entry.label,
    icon: item?.icon || entry.icon,
  }
}

/** Where an entry stands: where it was put, if that place is still there, else where it is by default. */
function parentOf(entry: Entry, item: OverlayItem | undefined, known: ReadonlySet<string>): string | null {
  if (item?.parent === undefined) return entry.home
  return item.parent === null || known.has(item.parent) ? item.parent : entry.home
}

/**
 * Entries that were given a place stand in its order. Each other one follows the nearest before it by default that stands
 * here too; without such a neighbour its place by default counts as its rank.
 */
function inOrder(entries: readonly Entry[], ranks: ReadonlyMap<string, number>): Entry[] {
  const rankOf = ({ key }: Entry) => ranks.get(key) ?? 0
  const placed = entries.filter(({ key }) => ranks.has(key)).sort((a, b) => rankOf(a) - rankOf(b))
  entries.forEach((entry, i) => {
    if (ranks.has(entry.key)) return
    const neighbours = entries.slice(0, i).filter(({ home }) => home === entry.home)
    const after = neighbours
      .toReversed()
      .map(other => placed.indexOf(other))
      .find(at => at >= 0)
    const before = placed.findIndex(other => rankOf(other) > i)
    placed.splice(after === undefined ? (before < 0 ? placed.length : before) : after + 1, 0, entry)
  })
  return placed
}

/** The menu of one person: what systems bring, as the organisation has arranged it, without what that person may not see. */
export function resolveMenu(
  contributions: readonly Contribution[],
  overlay: readonly OverlayItem[],
  { language, may }: Reader,
): MenuNode[] {
  const items = new Map(overlay.map(item => [item.key, item]))
  const shows = ({ key }: Entry) => {
    const item = items.get(key)
    return !item?.hidden && (!item?.permission || may(item.permission))
  }
  const entries = [...contributed(contributions), ...overlay.flatMap(own)]
  const known = new Set(entries.filter(({ key }) => isFolder(key) || isSystem(key)).map(({ key }) => key))
  const ranks = new Map(overlay.flatMap(({ key, rank }) => (rank === undefined ? [] : [[key, rank] as const])))
  const under = Map.groupBy(entries, entry => parentOf(entry, items.get(entry.key), known))
  const nodesUnder = (parent: string | null, above: readonly string[]): MenuNode[] =>
    inOrder(under.get(parent) ?? [], ranks)
      .filter(entry => shows(entry) && !above.includes(entry.key))
      .flatMap(entry => {
        const { home: _, ...node } = named(entry, items.get(entry.key), language)
        if (node.kind === 'list' || node.kind === 'link') return [node]
        const children = nodesUnder(entry.key, [...above, entry.key])
        return children.length ? [{ ...node, children }] : []
      })
  return nodesUnder(null, [])
}

/** One heading of the navigation with its entries; entries at the top stand under a heading without words. */
export interface MenuGroup {
  readonly name: string
  readonly label: string
  readonly navigation: readonly MenuNode[]
}

export function groupsOf(nodes: readonly MenuNode[]): MenuGroup[] {
  const groups: { name: string; label: string; navigation: MenuNode[] }[] = []
  for (const node of nodes) {
    const last = groups.at(-1)
    if (node.children)
      groups.push({
        name: isSystem(node.key) ? node.key.slice('system:'.length) : node.key,
        label: node.label,
        navigation: [...node.children],
      })
    else if (last && last.label === '') last.navigation.push(node)
    else groups.push({ name: `top:${node.key}`, label: '', navigation: [node] })
  }
  return groups
}
