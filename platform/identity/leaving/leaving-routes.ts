import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { labelsOf } from '@tenon/kernel/derive/labels.ts'
import { recordSchema } from '@tenon/kernel/derive/reply-schema.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { fieldsOf } from '@tenon/kernel/entity/entity.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { member } from '../member/member.entity.ts'
import { identityOf } from '../sign-in/open.ts'
import { leave } from './leave.ts'
import { leaving } from './leaving.entity.ts'
import { offices } from './offices.ts'
import { type Owned, waysToOwn } from './owned.ts'
import { countOwned } from './owned-rows.ts'
import { placesOf } from './places.ts'

const right = 'identity.member.leave'

function described(catalog: Catalog, language: Language, { entity, field, kind, lines, reference, nullable }: Owned) {
  const labels = labelsOf(catalog, language)
  const line =
    lines &&
    fieldsOf(entity)
      .find(([name]) => name === lines)?.[1]
      .kind.lines?.()
  const holder = line ? catalog.entity(line.name) : entity
  const fieldLabel = kind === 'follows' ? '' : labels.field(holder, reference).label
  const { many: label } = labels.entity(entity)
  return { entity: entity.name, label, path: entity.path ?? null, field, fieldLabel, kind, mayBeNobody: nullable }
}

const endings = `select
  (select count(*) from auth.session where tenant_id = $1 and member_id = $2 and expires_at > now()),
  (select count(*) from identity.api_key where tenant_id = $1 and member = $2 and status = 'active' and deleted_at is null),
  (select count(*) from identity.invitation where tenant_id = $1 and inviter = $2 and status = 'open' and deleted_at is null)`

async function found(work: Work, id: string, language: Language) {
  const { catalog } = identityOf(work.runtime)
  await lockFor(work, member, id, right)
  const ways = waysToOwn(catalog)
  const counts = await countOwned(work, ways, id)
  const records = ways
    .map((way, i) => ({ ...described(catalog, language, way), count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
  const [cells = []] = await work.read({ text: endings, values: [work.tenant.id, id] })
  const [sessions, apiKeys, invitations] = cells.map(Number)
  return { records, sessions, apiKeys, invitations, ...(await placesOf(work, id)) }
}

async function look({ session: { runtime, tenant, actor }, params, language }: SessionCall) {
  return json(await unitOfWork(runtime, tenant, actor, work => found(work, String(params.id), language)))
}

const leaveBody = z.strictObject({
  to: z.uuid().optional(),
  rules: z
    .array(z.strictObject({ entity: z.string().max(100), field: z.string().max(100), to: z.uuid().nullable() }))
    .max(100)
    .default([]),
  reason: z.string().trim().max(500).optional(),
})

const notASuccessor = {
  en: 'Choose an active member other than the one who leaves.',
  zh: '请选择离职者以外的在职成员。',
}

/** A rule for what there is not would be taken for a promise. */
function refuseUnknownRules(catalog: Catalog, { rules }: z.infer<typeof leaveBody>) {
  const ways = [
    ...waysToOwn(catalog).map(({ entity, field }) => ({ entity: entity.name, field })),
    ...Object.values(offices),
  ]
  const fields = rules.flatMap(({ entity, field }, i) =>
    ways.some(way => way.entity === entity && way.field === field)
      ? []
      : [{ field: `rules.${i}.field`, code: 'UNKNOWN_FIELD' }],
  )
  if (fields.length) throw invalid({}, { fields })
}

/** Whoever takes over is here and stays. */
async function refuseWrongSuccessors(work: Work, id: string, { to, rules }: z.infer<typeof leaveBody>) {
  const text = `select id from identity.member where tenant_id = $1 and id = any($2::uuid[]) and status = 'active' and deleted_at is null`
  const named = [to, ...rules.map(rule => rule.to)].filter(one => typeof one === 'string')
  const known = new Set((await work.read({ text, values: [work.tenant.id, named] })).map(([found]) => found))
  const isWrong = (one: string | null | undefined) => typeof one === 'string' && (one === id || !known.has(one))
  const fields = [
    ...(isWrong(to) ? ['to'] : []),
    ...rules.flatMap((rule, i) => (isWrong(rule.to) ? [`rules.${i}.to`] : [])),
  ]
  if (fields.length)
    throw invalid({}, { fields: fields.map(field => ({ field, code: 'NOT_A_SUCCESSOR', message: notASuccessor })) })
}

async function settle({ session: { runtime, tenant, actor }, params, body }: SessionCall) {
  const id = String(params.id).toLowerCase()
  const wish = parseBody(leaveBody, body ?? {}) as z.infer<typeof leaveBody>
  refuseUnknownRules(identityOf(runtime).catalog, wish)
  const outcome = await unitOfWork(runtime, tenant, actor, async work => {
    const record = await lockFor(work, member, id, right)
    await refuseWrongSuccessors(work, id, wish)
    return leave(work, record, { ...wish, memberId: id, reason: wish.reason ?? null })
  })
  return 'receipt' in outcome ? json(outcome.receipt) : json(outcome, 202)
}

const named = z.object({ id: z.string(), name: z.string() })
const tag = 'members'

export const leavingRoutes = [
  route({
    method: 'GET',
    path: '/members/{id}/leaving',
    operation: 'members.leaving',
    summary: 'All that is this member’s: what someone else is to take over when they leave',
    tag,
    access: 'session',
    errors: [404],
    replies: {
      200: {
        description: 'Counted over all systems; what follows from other records needs no rule of its own',
        schema: z.object({
          records: z.array(
            z.object({
              entity: z.string(),
              label: z.string(),
              path: z.string().nullable(),
              field: z.string(),
              fieldLabel: z.string(),
              kind: z.enum(['direct', 'through', 'follows']),
              mayBeNobody: z.boolean(),
              count: z.int(),
            }),
          ),
          sessions: z.int(),
          apiKeys: z.int(),
          invitations: z.int(),
          heads: z.array(named),
          positions: z.array(named.extend({ isDeputy: z.boolean() })),
        }),
      },
    },
    run: look,
  }),
  route({
    method: 'POST',
    path: '/members/{id}/leave',
    operation: 'members.leave',
    summary: 'Hand over what is this member’s, end their sessions, keys and invitations, and archive the account',
    tag,
    access: 'session',
    body: leaveBody,
    errors: [404, 409],
    replies: {
      200: { description: 'The receipt; the same again when it was done before', schema: recordSchema(leaving) },
      202: { description: 'Many records: a job hands them over', schema: z.object({ pending: z.int() }) },
    },
    run: settle,
  }),
]
