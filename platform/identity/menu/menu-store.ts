import { changeRecord, insertRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { invalid, stale } from '@tenon/kernel/problem/refusals.ts'
import { menu } from './menu.entity.ts'
import { faultsOfOverlay, isFolder, isLink, type OverlayItem } from './overlay.rules.ts'

/** An organisation's arrangement; version 0 while there is none. */
export interface Overlay {
  readonly version: number
  readonly items: readonly OverlayItem[]
}

interface Line {
  readonly key: string
  readonly parent: string | null
  readonly rank: number | null
  readonly label: string | null
  readonly labelZh: string | null
  readonly isHidden: boolean
  readonly icon: string | null
  readonly url: string | null
  readonly permission: string | null
}

const top = 'top'
const toItem = ({ key, parent, rank, isHidden, label, labelZh, icon, url, permission }: Line): OverlayItem => ({
  key,
  hidden: isHidden,
  ...(parent === null ? {} : { parent: parent === top ? null : parent }),
  ...(rank === null ? {} : { rank }),
  ...(label === null ? {} : { label }),
  ...(labelZh === null ? {} : { labelZh }),
  ...(icon === null ? {} : { icon }),
  ...(url === null ? {} : { url }),
  ...(permission === null ? {} : { permission }),
})

const toLine = ({ key, parent, rank, hidden, label, labelZh, icon, url, permission }: OverlayItem): Line => ({
  key,
  parent: parent === undefined ? null : (parent ?? top),
  rank: rank ?? null,
  isHidden: hidden ?? false,
  label: label || null,
  labelZh: labelZh || null,
  icon: icon || null,
  url: url || null,
  permission: permission || null,
})

const toOverlay = (record: Values): Overlay => ({
  version: record.version as number,
  items: (record.items as Line[]).map(toItem),
})

async function idOf(work: Work): Promise<string | undefined> {
  const [found] = await work.read(
    sql`select id from identity.menu where tenant_id = ${work.tenant.id} and deleted_at is null`,
  )
  return found?.[0] ?? undefined
}

/** Reads without a lock: everyone's menu asks for it. */
export async function overlayOf(work: Work): Promise<Overlay> {
  const [cells] =
    await work.read(sql`select m.version, (select json_agg(json_build_object('key', i.key, 'parent', i.parent,
      'rank', i.rank, 'label', i.label, 'labelZh', i.label_zh, 'isHidden', i.is_hidden, 'icon', i.icon, 'url', i.url,
      'permission', i.permission) order by i.position)::text
      from identity.menu_item i where i.tenant_id = m.tenant_id and i.parent_id = m.id)
    from identity.menu m where m.tenant_id = ${work.tenant.id} and m.deleted_at is null`)
  if (!cells) return { version: 0, items: [] }
  return { version: Number(cells[0]), items: cells[1] ? (JSON.parse(cells[1]) as Line[]).map(toItem) : [] }
}

export interface Arrangement {
  readonly items: readonly OverlayItem[]
  /** The version it was made from. */
  readonly version?: number | undefined
  /** Whether a key is one that the deployed systems bring. */
  isKnown(key: string): boolean
}

function refuseFaults(items: readonly OverlayItem[]) {
  const fields = faultsOfOverlay(items)
  if (fields.length) throw invalid({}, { fields })
}

function refuseStale(version: number | undefined, current: Overlay) {
  if (version !== undefined && version !== current.version) throw stale({}, { extra: { current } })
}

/** What was said of entries whose system is not here just now waits for its return. */
function keptFor({ items, isKnown }: Arrangement, current: Overlay): OverlayItem[] {
  const named = new Set(items.map(({ key }) => key))
  return current.items.filter(({ key }) => !named.has(key) && !isKnown(key) && !isFolder(key) && !isLink(key))
}

/** Puts an arrangement in place of the one before. Throws INVALID, and STALE when another was made in the meantime. */
export async function arrange(work: Work, wish: Arrangement): Promise<Overlay> {
  refuseFaults(wish.items)
  const id = await idOf(work)
  if (id === undefined) {
    refuseStale(wish.version, { version: 0, items: [] })
    const values = { name: 'navigation', items: wish.items.map(toLine) }
    return toOverlay(
      await insertRecord(work, menu, values, { restricted: false, change: { act: 'arrange', event: 'arranged' } }),
    )
  }
  const { record } = await lockRecord(work, menu, id)
  const current = toOverlay(record)
  refuseStale(wish.version, current)
  const known = new Map((record.items as (Line & { id: string })[]).map(line => [line.key, line.id]))
  const items = [...wish.items, ...keptFor(wish, current)]
    .map(toLine)
    .map(line => (known.has(line.key) ? { id: known.get(line.key), ...line } : line))
  return toOverlay(
    changeRecord(work, menu, record, { items }, { act: 'arrange', event: 'arranged' }, { restricted: false }),
  )
}

/** Back to what the systems bring. */
export async function resetMenu(work: Work): Promise<Overlay> {
  const id = await idOf(work)
  if (id === undefined) return { version: 0, items: [] }
  const { record } = await lockRecord(work, menu, id)
  return toOverlay(
    changeRecord(work, menu, record, { items: [] }, { act: 'reset', event: 'reset' }, { restricted: false }),
  )
}
