import { changeRecord, insertRecord, lockRecord, setRemoved, wholeShape } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid, notFound, stale } from '@tenon/kernel/problem/refusals.ts'
import { collectionNamed } from '../about/about.ts'
import { memberNames } from '../about/names.ts'
import { ownerOf } from '../own/own-key.ts'
import { type Arrangement, arrangements, keepOrder, keepStandard } from './arrangement.ts'
import { type Asked, refuseUnaskable, stillAskable } from './askable.ts'
import { view } from './view.entity.ts'
import type { ViewBody, ViewPatch, ViewReply } from './view-body.ts'

const mostOfOnePerson = 300
const changeRight = 'workspace.view.update'

const notYours = refusal('NOT_YOUR_VIEW', 403, {
  en: 'Only {owner} changes this view, or whoever looks after the views of everyone.',
  zh: '只有 {owner} 或负责公共视图的人员可以修改此视图。',
})

const isOwn = (work: Work, row: Values) => row.createdBy !== null && row.createdBy === work.actor.memberId
const mayChange = (work: Work, row: Values) =>
  isOwn(work, row) || (row.audience === 'team' && work.actor.access.may(changeRight))
const mayList = (work: Work, { entity }: Collection) => work.actor.access.may(`${entity.name}.list`)

/** One's own views of these lists and those shared with everyone, the oldest first. */
async function rowsOf(work: Work, paths: readonly string[]): Promise<Values[]> {
  const shape = wholeShape(view)
  const rows = await work.read(sql`select ${shape.select} from workspace.view as t
    where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.collection = any(${[...paths]}::text[])
    and (t.audience = 'team' or t.created_by = ${work.actor.memberId}::uuid) order by t.created_at, t.id`)
  return rows.map(cells => shape.read(cells, work.today))
}

function replyOf(
  work: Work,
  collection: Collection,
  row: Values,
  owner: string,
): Omit<ViewReply, 'position' | 'isDefault'> {
  const { query, leftOut } = stillAskable(collection, work.actor.access, row.query as Asked)
  return {
    id: row.id as string,
    collection: collection.path,
    name: row.name as string,
    shape: row.shape as ViewReply['shape'],
    query,
    settings: row.settings as Record<string, unknown>,
    audience: row.audience as ViewReply['audience'],
    owner: { id: (row.createdBy as string | null) ?? null, name: owner },
    version: row.version as number,
    mayChange: mayChange(work, row),
    leftOut,
  }
}

/** In the order the person gave them; what has no place in it yet comes behind. */
function arranged(
  replies: readonly Omit<ViewReply, 'position' | 'isDefault'>[],
  by: Arrangement | undefined,
): ViewReply[] {
  const placed = new Map((by?.ids ?? []).map((id, place) => [id, place]))
  const place = ({ id }: { id: string }) => placed.get(id) ?? placed.size
  return replies
    .toSorted((one, other) => place(one) - place(other))
    .map((reply, position) => ({ ...reply, position, isDefault: by?.standard === reply.id }))
}

async function repliesOf(work: Work, collections: readonly Collection[]): Promise<Map<string, ViewReply[]>> {
  const byPath = new Map(collections.map(collection => [collection.path, collection]))
  const rows = await rowsOf(work, [...byPath.keys()])
  const names = await memberNames(
    work,
    rows.map(row => row.createdBy as string | null),
  )
  const by = await arrangements(work)
  const grouped = Map.groupBy(rows, row => row.collection as string)
  return new Map(
    [...grouped].map(([path, found]) => [
      path,
      arranged(
        found.map(row =>
          replyOf(
            work,
            byPath.get(path) as Collection,
            row,
            names.get(row.createdBy as string) ?? (isOwn(work, row) ? work.actor.name : ''),
          ),
        ),
        by.get(path),
      ),
    ]),
  )
}

/** The views of one list, and which one it opens with. Throws what the list itself answers to who may not list it. */
export async function viewsOf(work: Work, catalog: Catalog, path: string) {
  const collection = collectionNamed(catalog, path)
  refuseUnaskable(collection, work.actor.access, {})
  const data = (await repliesOf(work, [collection])).get(path) ?? []
  return { data, default: (await arrangements(work)).get(path)?.standard ?? null }
}

/** The views of every list that may be seen. */
export async function allViews(work: Work, catalog: Catalog) {
  const collections = catalog.collections.filter(collection => mayList(work, collection))
  return { data: [...(await repliesOf(work, collections)).values()].flat(), default: null }
}

/** One view as it is after a write; nothing is sent anew for what is known. */
async function oneOf(work: Work, collection: Collection, row: Values): Promise<ViewReply> {
  const by = (await arrangements(work)).get(collection.path)
  const owner = row.createdBy as string | null
  const names = await memberNames(work, [owner])
  const place = by?.ids.indexOf(row.id as string) ?? -1
  return {
    ...replyOf(work, collection, row, names.get(owner ?? '') ?? (isOwn(work, row) ? work.actor.name : '')),
    position: place < 0 ? (by?.ids.length ?? 0) : place,
    isDefault: by?.standard === row.id,
  }
}

async function refuseTooMany(work: Work): Promise<void> {
  const [cells] = await work.read(sql`select count(*) from workspace.view
    where tenant_id = ${work.tenant.id} and created_by = ${ownerOf(work)}::uuid and deleted_at is null`)
  if (Number(cells?.[0]) >= mostOfOnePerson)
    throw invalid({}, { fields: [{ field: 'name', code: 'TOO_MANY', params: { maximum: mostOfOnePerson } }] })
}

export async function createView(work: Work, catalog: Catalog, body: ViewBody): Promise<ViewReply> {
  const collection = collectionNamed(catalog, body.collection)
  refuseUnaskable(collection, work.actor.access, body.query)
  await refuseTooMany(work)
  return oneOf(work, collection, await insertRecord(work, view, { ...body }, { restricted: false }))
}

/** The view, locked; NOT_FOUND also for another's own one and for one of a list that may not be seen. */
async function lockView(work: Work, catalog: Catalog, id: string) {
  const { record } = await lockRecord(work, view, checkId(id))
  const collection = catalog.collections.find(({ path }) => path === record.collection)
  const isSeen = record.audience === 'team' || isOwn(work, record)
  if (!collection || !mayList(work, collection) || !isSeen) throw notFound()
  if (!mayChange(work, record)) {
    const owner = record.createdBy as string
    throw notYours({ owner: (await memberNames(work, [owner])).get(owner) ?? owner })
  }
  return { record, collection }
}

async function refuseStale(work: Work, collection: Collection, record: Values, version: number | undefined) {
  if (version !== undefined && version !== record.version)
    throw stale({}, { extra: { current: await oneOf(work, collection, record) } })
}

/** `readBody` is called once it is known that the caller may change the view at all. */
export async function changeView(
  work: Work,
  catalog: Catalog,
  id: string,
  readBody: () => ViewPatch,
): Promise<ViewReply> {
  const { record, collection } = await lockView(work, catalog, id)
  const { version, ...values } = readBody()
  await refuseStale(work, collection, record, version)
  if (values.query) refuseUnaskable(collection, work.actor.access, values.query)
  const change = { act: 'update', event: 'updated' }
  return oneOf(work, collection, changeRecord(work, view, record, { ...values }, change, { restricted: false }))
}

export async function removeView(work: Work, catalog: Catalog, id: string): Promise<void> {
  const { record } = await lockView(work, catalog, id)
  setRemoved(work, view, record, true)
}

const builtIn = (collection: Collection) => ['all', ...Object.keys(collection.entity.views ?? {})]

async function refuseUnknown(work: Work, collection: Collection, ids: readonly string[], field: string) {
  const known = new Set([...(await rowsOf(work, [collection.path])).map(row => row.id), ...builtIn(collection)])
  if (!ids.every(id => known.has(id))) throw invalid({}, { fields: [{ field, code: 'REFERENCE_NOT_FOUND' }] })
}

/** How the caller wants the views of a list ordered; the names of built-in ones may stand among the ids. */
export async function orderViews(work: Work, catalog: Catalog, path: string, ids: readonly string[]): Promise<void> {
  ownerOf(work)
  const collection = collectionNamed(catalog, path)
  refuseUnaskable(collection, work.actor.access, {})
  await refuseUnknown(work, collection, ids, 'ids')
  keepOrder(work, path, ids)
}

/** With which view the list opens for the caller; null for what the product says. */
export async function chooseStandard(work: Work, catalog: Catalog, path: string, id: string | null): Promise<void> {
  ownerOf(work)
  const collection = collectionNamed(catalog, path)
  refuseUnaskable(collection, work.actor.access, {})
  if (id !== null) await refuseUnknown(work, collection, [id], 'id')
  keepStandard(work, path, id)
}
