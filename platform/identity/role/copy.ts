import { require } from '@tenon/kernel/access/access.ts'
import { lockRecord } from '@tenon/kernel/data/records.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { recordSchema } from '@tenon/kernel/derive/reply-schema.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { createRecord } from '@tenon/kernel/operations/write.ts'
import { z } from 'zod'
import { role } from './role.entity.ts'

const naming = z.strictObject({
  key: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(100),
  nameZh: z.string().trim().max(100).optional(),
})

const withoutIds = (lines: unknown) =>
  (lines as Record<string, unknown>[]).map(({ id: _, ...line }) =>
    Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null)),
  )

/** The same rights under another name. It is a create like any other: nobody copies more than they hold. */
async function copy({ session: { runtime, tenant, actor }, params, body }: SessionCall) {
  const wish = parseBody(naming, body) as z.infer<typeof naming>
  require(actor.access, 'identity.role.read')
  const record = await unitOfWork(runtime, tenant, actor, async work => {
    const { record: source } = await lockRecord(work, role, checkId(String(params.id)))
    const { kind, description, includes, grants } = source
    return createRecord(work, role, {
      ...wish,
      kind,
      ...(description === null ? {} : { description }),
      includes: withoutIds(includes),
      grants: withoutIds(grants),
    })
  })
  return json(record, 201)
}

export const copyRoute = route({
  method: 'POST',
  path: '/roles/{id}/copy',
  operation: 'roles.copy',
  summary: 'A new role with the same rights',
  tag: 'roles',
  access: 'session',
  errors: [404, 409],
  body: naming,
  replies: { 201: { description: 'The copy', schema: recordSchema(role) } },
  run: copy,
})
