import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { touchOf } from '@tenon/kernel/live/signal.ts'
import type { Phrase } from '@tenon/kernel/messages/language.ts'
import { workOf } from '@tenon/kernel/operations/ctx.ts'
import { v7 as uuid } from 'uuid'

/** A word of a notice: text, a number, the same in each language, or the name of a collection's records. */
export type Param = string | number | Phrase | { readonly collection: string }
/** A record by its collection, or a place in the console. */
export type Link = { readonly collection: string; readonly id: string } | { readonly path: string }

export interface Notice {
  /** Members; who is not active, switched the kind off, or did it themselves is left out. */
  readonly to: readonly string[]
  /** One that a system declares among its `notices`. */
  readonly kind: string
  /**
   * What its words name in braces. `{actor}`, `{title}` and `{thing}`, the linked record and its kind, are there by
   * themselves; `case` chooses among several wordings of a kind.
   */
  readonly params?: Readonly<Record<string, Param>>
  readonly link?: Link
  /** Who did it; whoever the unit of work acts for unless told. */
  readonly actor?: { readonly id: string | null; readonly name: string }
}

export const signalName = 'notification'
/** Told to a member's own streams: how many notices wait. */
export const touchOfMember = (memberId: string) => touchOf(signalName, memberId)

/**
 * In the inbox unless the person switched the kind off there; waiting to be mailed unless they switched that off. Who
 * wants a kind by mail alone has it in the archive, where it asks for nothing.
 */
const insert = `insert into messages.notification
    (tenant_id, member_id, id, kind, params, actor_id, actor_name, collection, record_id, path, at, mail_at, read_at, archived_at)
  select $1::uuid, m.member_id, t.id, $4::text, $5::jsonb, $6::uuid, $7::text, $8::text, $9::uuid, $10::text, $11::timestamptz,
    case when w.mailed is distinct from 'false' then $11::timestamptz end,
    case when w.shown = 'false' then $11::timestamptz end, case when w.shown = 'false' then $11::timestamptz end
  from unnest($2::uuid[], $3::uuid[]) as t (member_id, id)
  join auth.membership m on m.tenant_id = $1::uuid and m.member_id = t.member_id and m.active
  join auth."user" u on u.id = m.user_id
  cross join lateral (select u.preferences -> 'notifications' ->> $4::text as shown, u.preferences -> 'mails' ->> $4::text as mailed) w
  where t.member_id is distinct from $6::uuid and (w.shown is distinct from 'false' or w.mailed = 'true')`

function statement(work: Work, { to, kind, params = {}, link, actor }: Notice): Statement {
  const members = [...new Set(to)]
  const { id, name } = actor ?? { id: work.actor.memberId, name: work.actor.memberId ? work.actor.name : null }
  const record = link && 'id' in link ? link : undefined
  const path = link && 'path' in link ? link.path : null
  return {
    text: insert,
    values: [
      work.tenant.id,
      members,
      members.map(() => uuid()),
      kind,
      JSON.stringify(params),
      id,
      name,
      record?.collection ?? null,
      record?.id ?? null,
      path,
      work.now,
    ],
    touches: members.filter(member => member !== id).map(touchOfMember),
  }
}

/**
 * Tells members something, in the unit of work that has reason for it: they are told exactly when it commits.
 *
 *     notify(work, { to: [assignee], kind: 'taskAssigned', link: { collection: 'tasks', id } })
 */
export function notify(place: Work | Ctx, notice: Notice): void {
  const work = 'write' in place ? place : workOf(place)
  if (notice.to.length) work.write(statement(work, notice))
}
