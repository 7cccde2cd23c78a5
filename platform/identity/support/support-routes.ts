import { fullAccess } from '@tenon/kernel/access/access.ts'
import { changeRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { type Call, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { linkUsed } from '../people/link.ts'
import { enteredReplies, enteredReply } from '../sign-in/entered.ts'
import { identityOf } from '../sign-in/open.ts'
import { logSignIn } from '../sign-in/sign-in-log.ts'
import { operatorName } from './authenticate.ts'
import { supportAccess } from './support-access.entity.ts'
import { exchangeLink, findByLink, newSupportToken, toAccess } from './support-store.ts'

const body = z.strictObject({ token: z.string().length(43) })

async function enter(call: Call) {
  const { token: link } = parseBody(body, call.body) as z.infer<typeof body>
  const { runtime, language, requestId, address } = call
  const identity = identityOf(runtime)
  const [rows] = await runtime.pool.instance([findByLink(link)])
  if (!rows?.[0]) throw linkUsed()
  const access = toAccess(rows[0])
  const name = operatorName(access.operator)
  const origin = { via: 'http', requestId, address } as const
  const actor: Actor = { memberId: null, name, siteId: null, access: fullAccess, language, origin }
  const token = newSupportToken()
  await unitOfWork(runtime, access.tenant, actor, async work => {
    if ((await work.read(exchangeLink(link, token))).length === 0) throw linkUsed()
    const { record } = await lockRecord(work, supportAccess, access.id)
    const change = { act: 'enter', event: 'entered' }
    changeRecord(work, supportAccess, record, { enteredAt: work.now }, change, { restricted: false })
  })
  const member = { tenantId: access.tenant.id, memberId: null }
  const userAgent = call.request.headers['user-agent']
  await logSignIn(identity, { identifier: name, outcome: 'success', method: 'link', address, userAgent, member })
  const user = { id: access.id, name, email: '' }
  return enteredReply(identity, { token, expiresAt: new Date(access.until), user })
}

export const supportRoutes = [
  route({
    method: 'POST',
    path: '/auth/support',
    operation: 'auth.support',
    summary: 'Come in as an operator through the one-time link of an opened support access',
    tag: 'sign-in',
    access: 'public',
    body,
    errors: [410],
    replies: enteredReplies,
    run: enter,
  }),
]
