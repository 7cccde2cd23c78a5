import { readCursor, writeCursor } from '@tenon/kernel/data/cursor.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { type Link, type Param, touchOfMember } from './notify.ts'

export interface Stored {
  readonly id: string
  readonly kind: string
  readonly params: Readonly<Record<string, Param>>
  readonly actor: { readonly id: string | null; readonly name: string } | null
  readonly link: Link | null
  readonly at: string
  readonly readAt: string | null
  readonly archivedAt: string | null
}
export type Filter = 'unread' | 'all' | 'archived'

const instantOf = (cell: Cells[number] | undefined) => (cell ? toInstant(cell) : null)

function linkOf(collection: Cells[number], record: Cells[number], path: Cells[number]): Link | null {
  if (collection && record) return { collection, id: record }
  return path ? { path } : null
}
/** What `toStored` reads, of the table as `n`. */
export const storedColumns = sql`n.id, n.kind, n.params::text, n.actor_id, n.actor_name, n.collection, n.record_id,
  n.path, n.at, n.read_at, n.archived_at`
export function toStored([
  id,
  kind,
  params,
  actorId,
  actorName,
  collection,
  record,
  path,
  at,
  readAt,
  archivedAt,
]: Cells) {
  return {
    id,
    kind,
    params: JSON.parse(params as string),
    actor: actorName ? { id: actorId ?? null, name: actorName } : null,
    link: linkOf(collection ?? null, record ?? null, path ?? null),
    at: toInstant(at as string),
    readAt: instantOf(readAt),
    archivedAt: instantOf(archivedAt),
  } as Stored
}

/** More than so many unread are told as so many. */
const mostCounted = 1_000
const own = (work: Work) => sql`n.tenant_id = ${work.tenant.id}::uuid and n.member_id = ${work.actor.memberId}::uuid`
const waiting = sql`n.read_at is null and n.archived_at is null`

export async function countUnread(work: Work): Promise<number> {
  const [cells] = await work.read(sql`select count(*) from (
    select 1 from messages.notification as n where ${own(work)} and ${waiting} limit ${mostCounted}) as counted`)
  return Number(cells?.[0] ?? 0)
}

const filters = {
  unread: sql`and ${waiting}`,
  all: sql`and n.archived_at is null`,
  archived: sql`and n.archived_at is not null`,
}

export interface PageOf<T> {
  readonly data: readonly T[]
  readonly next?: string
}
/** Newest first. */
export async function findNotices(work: Work, filter: Filter, size: number, after?: string): Promise<PageOf<Stored>> {
  const beyond = after === undefined ? sql`` : sql`and n.id < ${readCursor(after, 1, 'after')[0]}::uuid`
  const rows = await work.read(
    sql`select ${storedColumns} from messages.notification as n where ${own(work)} ${filters[filter]} ${beyond} order by n.id desc limit ${size + 1}`,
  )
  const data = rows.slice(0, size).map(toStored)
  const last = data.at(-1)
  return { data, ...(rows.length > size && last ? { next: writeCursor([last.id]) } : {}) }
}

/** Which of one's own notices are meant. */
export type Chosen = { readonly ids: readonly string[] } | { readonly all: true }
const among = (chosen: Chosen) => ('ids' in chosen ? sql`and n.id = any(${chosen.ids}::uuid[])` : sql``)

const marks = {
  read: sql`set read_at = coalesce(n.read_at, now())`,
  unread: sql`set read_at = null, archived_at = null`,
  archive: sql`set archived_at = coalesce(n.archived_at, now()), read_at = coalesce(n.read_at, now())`,
}
export type Mark = keyof typeof marks
const unmarked = { read: sql`and n.read_at is null`, unread: sql``, archive: sql`and n.archived_at is null` }

/** Marks one's own notices; everyone else's are not there. All of one's windows are told. */
export async function markNotices(work: Work, mark: Mark, chosen: Chosen): Promise<void> {
  await work.read(sql`update messages.notification as n ${marks[mark]}
    where ${own(work)} ${among(chosen)} ${unmarked[mark]} returning 1`)
  work.write({ text: 'select 1', values: [], touches: touchOfMember(work.actor.memberId as string) })
}
