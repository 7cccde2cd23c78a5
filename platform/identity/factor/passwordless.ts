import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Call } from '@tenon/kernel/http/route.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { letIn } from '../sign-in/challenge.ts'
import type { Entrant } from '../sign-in/entrant.ts'
import { identityOf } from '../sign-in/open.ts'
import type { Entered } from '../sign-in/open-session.ts'
import { logSignIn } from '../sign-in/sign-in-log.ts'
import { placeOf } from './entering.ts'
import { readAssertion, wrongPasskey } from './passkey.ts'
import { rowsOf } from './rows.ts'

/** Where the account works: in the organisation it names, or the one last used. */
const enter = (userId: string, slug: string | undefined): Statement => ({
  text: `with here as (
      select m.tenant_id, m.member_id, t.slug from auth.membership m
      join kernel.tenant t on t.id = m.tenant_id and t.status = 'active'
      where m.user_id = $1 and m.active and ($2::text is null or t.slug = $2)
      order by m.last_used_at desc nulls last, m.member_id limit 1),
    used as (update auth.membership m set last_used_at = now() from here
      where m.tenant_id = here.tenant_id and m.member_id = here.member_id)
    select u.name, u.email, here.tenant_id, here.member_id, here.slug from auth."user" u, here where u.id = $1`,
  values: [userId, slug ?? null],
})

async function entrantOf(call: Call, userId: string, slug: string | undefined): Promise<Entrant> {
  const [row] = await rowsOf(call.runtime, enter(userId, slug))
  if (!row) throw wrongPasskey()
  const [name, email, tenantId, memberId, found] = row.map(String) as [string, string, string, string, string]
  const membership = { tenantId, memberId, slug: found }
  return { user: { id: userId, name, email }, membership, method: 'passkey', place: placeOf(call) }
}

/** A passkey that has asked for its owner is both proofs at once. Throws WRONG_PASSKEY, and what `letIn` asks. */
export async function enterWithPasskey(
  call: Call,
  assertion: { readonly id: string },
  tenant: string | undefined,
): Promise<Entered> {
  const identity = identityOf(call.runtime)
  try {
    const { userId } = await readAssertion(identity, { purpose: 'passwordless', subject: '' }, assertion)
    return await letIn(identity, await entrantOf(call, userId, tenant), ['second-factor'])
  } catch (error) {
    if (error instanceof Problem && error.code === 'WRONG_PASSKEY')
      await logSignIn(identity, {
        ...placeOf(call),
        identifier: '',
        outcome: 'failure',
        reason: error.code,
        method: 'passkey',
      })
    throw error
  }
}
