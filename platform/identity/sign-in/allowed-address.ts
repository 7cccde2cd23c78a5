import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { addressNotAllowed, addressRulesSql, isAddressAllowed } from '../security/address-gate.ts'
import type { Entrant } from './entrant.ts'
import type { OpenIdentity } from './open.ts'
import { logSignIn } from './sign-in-log.ts'

/** Asked after the first proof, so that it tells strangers nothing. Throws ADDRESS_NOT_ALLOWED. */
export async function requireAllowedAddress(identity: OpenIdentity, { user, membership, place, method }: Entrant) {
  const { tenantId, memberId } = membership
  const text = `select ${addressRulesSql} from auth.policy p where p.tenant_id = $1`
  const [rows] = await identity.runtime.pool.instance([{ text, values: [tenantId] }]).catch(error => {
    throw translate(error)
  })
  if (isAddressAllowed(rows?.[0]?.[0] ?? null, place.address)) return
  const entry = { ...place, identifier: user.email, method, userId: user.id, member: { tenantId, memberId } }
  await logSignIn(identity, { ...entry, outcome: 'failure', reason: 'ADDRESS_NOT_ALLOWED' })
  throw addressNotAllowed()
}
