import { company, companyUser } from '@tenon/directory'
import { invitation, linkReply, member, openInvitation } from '@tenon/identity'
import { changeRecord, insertRecord } from '@tenon/kernel/data/records.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { createRecord, lockFor } from '@tenon/kernel/operations/write.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { partner } from '../partner/partner.entity.ts'
import { bodyFor } from './reading.ts'

export const inviteRight = 'licensing.partner.invite'

const noRole = refusal('NO_PORTAL_ROLE', 409, {
  en: 'The organisation has no role “{role}”, which people of the portal hold. Add it again first.',
  zh: '组织中没有门户人员所需的角色“{role}”，请先恢复该角色。',
})

const person = { name: z.string().trim().min(1).max(100), email: z.email().max(254) }
const companyBody = z.strictObject(person)
const partnerBody = companyBody.extend({
  role: z.enum(['principal', 'sales', 'technical', 'finance', 'viewer']).default('sales'),
})
type Invited = z.infer<typeof companyBody> & { readonly role?: string }

async function roleNamed(work: Work, key: string): Promise<string> {
  const text = 'select id from identity.role where tenant_id = $1 and key = $2 and deleted_at is null'
  const [found] = await work.read({ text, values: [work.tenant.id, key] })
  if (!found?.[0]) throw noRole({ role: key })
  return found[0]
}

/**
 * Somebody who joins by the link that is answered finds the record of a member that waits for that address. So the person
 * stands among the people of the partner, or of the company, before having signed in once, and with the portal's role alone.
 */
async function invite(work: Work, owner: AnyEntity, id: string, { name, email, role }: Invited) {
  const record = await lockFor(work, owner, id, inviteRight)
  const key = owner === partner ? 'partner' : 'customer'
  const roles = [{ role: await roleNamed(work, key) }]
  const made = await createRecord(work, member, { name, email })
  if (owner === partner) {
    const users = [...(record.users as object[]), { member: made.id, ...(role ? { role } : {}) }]
    changeRecord(work, owner, record, { users }, { act: 'invite', event: 'updated' }, { restricted: false })
  } else await insertRecord(work, companyUser, { company: id, member: made.id }, { restricted: false })
  const invited = await createRecord(work, invitation, { name: `${name} · ${String(record.name)}`, email, roles })
  return { member: made.id, ...(await openInvitation(work, invited.id as string)) }
}

const inviting = (owner: AnyEntity, path: string, body: typeof companyBody): Route =>
  route({
    method: 'POST',
    path: `/${path}/{id}/invite`,
    operation: `${path}.invite`,
    summary: 'Invite somebody who sees, in the portal, what this one’s people see; the link is answered once',
    tag: path,
    access: 'session',
    body,
    errors: [404, 409],
    replies: {
      201: { description: 'To be passed on to that person alone', schema: linkReply.extend({ member: z.string() }) },
    },
    run: call =>
      answering(call, async work => {
        const invited = bodyFor(work.actor, inviteRight, body, call.body) as Invited
        return json(await invite(work, owner, String(call.params.id), invited), 201)
      }),
  })

export const inviteRoutes: readonly Route[] = [
  inviting(partner, 'partners', partnerBody),
  inviting(company, 'companies', companyBody),
]
