import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { fieldsOf } from '@tenon/kernel/entity/entity.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route } from '@tenon/kernel/http/route.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { checkKey, jsonText, keptBody, ownerOf } from './own-key.ts'

/** Beyond so many of one person the oldest go; after so many days each goes. */
const most = { drafts: 200, bytes: 256 * 1024 }
export const draftDays = 90
const tag = 'drafts'
const draft = z.object({ value: z.unknown(), savedAt: z.string() })
const draftEntry = z.object({ key: z.string(), savedAt: z.string() })

const isFresh = sql`saved_at > now() - make_interval(days => ${draftDays})`

async function listDrafts(work: Work) {
  const rows = await work.read(sql`select key, saved_at::text from workspace.draft
    where tenant_id = ${work.tenant.id} and member_id = ${ownerOf(work)} and ${isFresh} order by saved_at desc, key`)
  return rows.map(([key, savedAt]) => ({ key: key as string, savedAt: toInstant(savedAt as string) }))
}

async function findDraft(work: Work, key: string) {
  const [cells] = await work.read(sql`select value, saved_at::text from workspace.draft
    where tenant_id = ${work.tenant.id} and member_id = ${ownerOf(work)} and key = ${key} and ${isFresh}`)
  if (!cells) throw notFound()
  return { value: JSON.parse(cells[0] as string) as unknown, savedAt: toInstant(cells[1] as string) }
}

/** The secrets that records of the collection have, which is the first word of a draft's name. */
function secretsOf(catalog: Catalog, key: string): ReadonlySet<string> {
  const entity = catalog.collections.find(({ path }) => path === key.split('.')[0])?.entity
  const secret = entity ? fieldsOf(entity).filter(([, { kind }]) => kind.isSecret) : []
  return new Set(secret.map(([name]) => name))
}

/** What is sealed in a record must not lie open in a draft of it. */
function withoutSecrets(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (secrets.size === 0 || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(one => withoutSecrets(one, secrets))
  const kept = Object.entries(value).filter(([name]) => !secrets.has(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutSecrets(inner, secrets)]))
}

function saveDraft(work: Work, key: string, text: string) {
  const owner = [work.tenant.id, ownerOf(work)]
  work.write({
    text: `insert into workspace.draft (tenant_id, member_id, key, value, saved_at) values ($1, $2, $3, $4, $5)
      on conflict (tenant_id, member_id, key) do update set value = excluded.value, saved_at = excluded.saved_at`,
    values: [...owner, key, text, work.now],
  })
  work.write({
    text: `delete from workspace.draft d where d.tenant_id = $1 and d.member_id = $2 and d.key in (
      select o.key from workspace.draft o where o.tenant_id = $1 and o.member_id = $2
      order by o.saved_at desc, o.key offset ${most.drafts})`,
    values: owner,
  })
}

/** What somebody has begun and not sent: kept for them alone, so that neither a closed window nor another device loses it. */
export const draftRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'GET',
    path: '/drafts',
    operation: 'drafts.list',
    summary: 'What you have begun and not sent, the latest first',
    tag,
    access: 'session',
    provesSession: true,
    replies: { 200: { description: 'Their names', schema: z.object({ data: z.array(draftEntry) }) } },
    run: call => answering(call, async work => json({ data: await listDrafts(work) })),
  }),
  route({
    method: 'GET',
    path: '/drafts/{key}',
    operation: 'drafts.get',
    summary: 'One draft',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 200: { description: 'What was kept, and when', schema: draft } },
    run: call => answering(call, async work => json(await findDraft(work, checkKey(call.params.key)))),
  }),
  route({
    method: 'PUT',
    path: '/drafts/{key}',
    operation: 'drafts.save',
    summary: `Keep a draft, for at most ${draftDays} days; the record's secrets are left out of it`,
    tag,
    access: 'session',
    provesSession: true,
    body: keptBody,
    replies: { 200: { description: 'What was kept, and when', schema: draft } },
    run: call =>
      answering(call, async work => {
        const key = checkKey(call.params.key)
        const value = withoutSecrets(parseBody(keptBody, call.body).value, secretsOf(catalog, key))
        saveDraft(work, key, jsonText(value, most.bytes))
        return json({ value, savedAt: work.now })
      }),
  }),
  route({
    method: 'DELETE',
    path: '/drafts/{key}',
    operation: 'drafts.discard',
    summary: 'Discard a draft',
    tag,
    access: 'session',
    provesSession: true,
    replies: { 204: { description: 'Discarded, or it never was' } },
    run: call =>
      answering(call, async work => {
        const values = [work.tenant.id, ownerOf(work), checkKey(call.params.key)]
        work.write({ text: 'delete from workspace.draft where tenant_id = $1 and member_id = $2 and key = $3', values })
        return noContent()
      }),
  }),
]
