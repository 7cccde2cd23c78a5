import { insertRecord } from '@tenon/kernel/data/records.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import type { SignedIn } from '../standing/standing.ts'
import { apiKey } from './api-key.entity.ts'
import { isPattern } from './key-scope.ts'
import { newKey, storeKey } from './key-store.ts'
import { isNetwork } from './networks.ts'

const tooMany = refusal('TOO_MANY_KEYS', 409, {
  en: 'You have {most} API keys in use. Revoke one before making another.',
  zh: '你已有 {most} 个使用中的 API 密钥，请先撤销一个。',
})

/** Keys of one person that are in force at the same time. */
const most = 50
/** Days a key may live at most. */
const longestLife = 731

export interface KeyWish {
  readonly name: string
  readonly expiresAt: string
  readonly permissions?: readonly string[] | undefined
  readonly roleIds?: readonly string[] | undefined
  readonly addresses?: readonly string[] | undefined
  readonly perMinute: number
}

function problemsOf({ expiresAt, permissions = [], roleIds = [], addresses = [] }: KeyWish, held: ReadonlySet<string>) {
  const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000
  const at = (field: string, code: string): FieldProblem => ({ field, code })
  return [
    ...(days <= 0 || days > longestLife ? [at('expiresAt', 'INVALID_VALUE')] : []),
    ...(permissions.length + roleIds.length === 0 ? [at('permissions', 'REQUIRED')] : []),
    ...permissions.flatMap((text, i) => (isPattern(text) ? [] : [at(`permissions.${i}`, 'INVALID_VALUE')])),
    ...addresses.flatMap((text, i) => (isNetwork(text) ? [] : [at(`addresses.${i}`, 'INVALID_VALUE')])),
    ...roleIds.flatMap((id, i) => (held.has(id) ? [] : [at(`roleIds.${i}`, 'REFERENCE_NOT_FOUND')])),
  ]
}

const textOf = (list: readonly string[] = []) => (list.length ? list.join(', ') : null)

/** Makes a key for whoever is signed in; it is answered once and stored nowhere. */
export function createKey({ runtime, tenant, actor }: Session, how: SignedIn, wish: KeyWish) {
  const held = new Set(how.standing.assignments.map(({ role }) => role.id))
  const problems = problemsOf(wish, held)
  if (problems.length) throw invalid({}, { fields: problems })
  const { key, hash, prefix } = newKey()
  const memberId = String(actor.memberId)
  const { name, perMinute, permissions, addresses = [] } = wish
  const expiresAt = new Date(wish.expiresAt).toISOString()
  const roleIds = wish.roleIds?.length ? wish.roleIds : null
  return unitOfWork(runtime, tenant, actor, async work => {
    const inUse = `select count(*) from identity.api_key where tenant_id = $1 and member = $2 and status = 'active' and expires_at > now()`
    const [[count] = []] = await work.read({ text: inUse, values: [tenant.id, memberId] })
    if (Number(count) >= most) throw tooMany({ most })
    const shown = { name, member: memberId, prefix, permissions: textOf(permissions), addresses: textOf(addresses) }
    const roles = (roleIds ?? []).map(role => ({ role }))
    const record = await insertRecord(work, apiKey, { ...shown, roles, perMinute, expiresAt }, { restricted: false })
    const id = record.id as string
    const scope = { permissions: permissions?.length ? permissions : null, roleIds, addresses, perMinute }
    work.write(storeKey({ tenantId: tenant.id, id, hash, name, memberId, userId: how.userId, expiresAt, ...scope }))
    return { id, key, prefix, name, expiresAt }
  })
}
