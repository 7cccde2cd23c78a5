import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route } from '@tenon/kernel/http/route.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { checkKey, jsonText, keptBody, ownerOf } from './own-key.ts'

const most = { keys: 500, bytes: 32 * 1024 }
const tag = 'choices'

async function allChoices(work: Work): Promise<Record<string, unknown>> {
  const rows = await work.read(sql`select key, value from workspace.choice
    where tenant_id = ${work.tenant.id} and member_id = ${ownerOf(work)} order by key`)
  return Object.fromEntries(rows.map(([key, value]) => [key, JSON.parse(value as string)]))
}

async function choose(work: Work, key: string, value: unknown): Promise<void> {
  const [tenant, member] = [work.tenant.id, ownerOf(work)]
  const kept = await work.read(sql`insert into workspace.choice as c (tenant_id, member_id, key, value)
    select ${tenant}::uuid, ${member}::uuid, ${key}::text, ${jsonText(value, most.bytes)}
    where (select count(*) from workspace.choice o
      where o.tenant_id = ${tenant} and o.member_id = ${member} and o.key <> ${key}) < ${most.keys}
    on conflict (tenant_id, member_id, key) do update set value = excluded.value returning 1`)
  if (kept.length === 0)
    throw invalid({}, { fields: [{ field: 'key', code: 'TOO_MANY', params: { maximum: most.keys } }] })
}

/** A person's own settings in this organisation, by name; only that person has them, on every device. */
export const choiceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/choices',
    operation: 'choices.list',
    summary: 'How you arranged the product for yourself: every setting by its name',
    tag,
    access: 'session',
    provesSession: true,
    replies: { 200: { description: 'Name and value', schema: z.record(z.string(), z.unknown()) } },
    run: call => answering(call, async work => json(await allChoices(work))),
  }),
  route({
    method: 'PUT',
    path: '/choices/{key}',
    operation: 'choices.set',
    summary: 'Keep a setting',
    tag,
    access: 'session',
    provesSession: true,
    body: keptBody,
    replies: { 204: { description: 'Kept' } },
    run: call =>
      answering(call, async work => {
        const { value } = parseBody(keptBody, call.body)
        await choose(work, checkKey(call.params.key), value)
        return noContent()
      }),
  }),
  route({
    method: 'DELETE',
    path: '/choices/{key}',
    operation: 'choices.clear',
    summary: 'Go back to what holds without a setting',
    tag,
    access: 'session',
    provesSession: true,
    replies: { 204: { description: 'Forgotten, or it never was' } },
    run: call =>
      answering(call, async work => {
        const values = [work.tenant.id, ownerOf(work), checkKey(call.params.key)]
        work.write({
          text: 'delete from workspace.choice where tenant_id = $1 and member_id = $2 and key = $3',
          values,
        })
        return noContent()
      }),
  }),
]
