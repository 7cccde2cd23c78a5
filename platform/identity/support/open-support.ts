import { insertRecord } from '@tenon/kernel/data/records.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import type { Link } from '../people/link.ts'
import { operator as platform } from '../people/operator.ts'
import { findTenant } from '../people/tenant.ts'
import { hashToken, newToken } from '../sign-in/token.ts'
import { operatorName } from './authenticate.ts'
import { supportAccess } from './support-access.entity.ts'
import { forgetPastAccesses, storeAccess } from './support-store.ts'

const noReason = refusal('REASON_NEEDED', 422, {
  en: 'Say why in at least ten characters: the organisation reads it.',
  zh: '请用至少十个字符说明原因，该组织会看到。',
})
const badHours = refusal('BAD_HOURS', 422, { en: 'Between 1 and 72 hours.', zh: '时长须在 1 至 72 小时之间。' })
const noSuchRole = refusal('NO_SUCH_ROLE', 422, { en: 'There is no role "{role}".', zh: '没有角色“{role}”。' })

const longest = 72
/** How long the link waits to be opened. */
const linkMinutes = 30

export interface SupportWish {
  readonly tenant: string
  readonly operator: string
  readonly reason: string
  readonly hours: number
  /** A role's key; left out, everything may be looked at and nothing changed. */
  readonly role?: string | undefined
}

async function roleId(work: Work, tenant: Tenant, key: string | undefined): Promise<string | null> {
  if (key === undefined) return null
  const text = `select id from identity.role where tenant_id = $1 and key = $2 and deleted_at is null and kind = 'role'`
  const [found] = await work.read({ text, values: [tenant.id, key] })
  if (!found?.[0]) throw noSuchRole({ role: key })
  return found[0]
}

/**
 * Opens an organisation for an operator for a time, seen by the organisation from this moment on, and answers a link
 * that lets one browser in once. Throws UNKNOWN_TENANT, REASON_NEEDED, BAD_HOURS, NO_SUCH_ROLE.
 */
export async function openSupport(
  runtime: Runtime,
  baseUrl: string,
  wish: SupportWish,
): Promise<Link & { until: string }> {
  const reason = wish.reason.trim()
  if (reason.length < 10) throw noReason()
  if (!Number.isFinite(wish.hours) || wish.hours <= 0 || wish.hours > longest) throw badHours()
  const tenant = await findTenant(runtime, wish.tenant)
  const now = Date.now()
  const until = new Date(now + wish.hours * 3600_000).toISOString()
  const expiresAt = new Date(Math.min(now + linkMinutes * 60_000, Date.parse(until))).toISOString()
  const link = newToken()
  const actor = { ...platform, name: operatorName(wish.operator) }
  await unitOfWork(runtime, tenant, actor, async work => {
    const role = await roleId(work, tenant, wish.role)
    const values = { operator: wish.operator, reason, role, from: work.now, until }
    const { id } = await insertRecord(work, supportAccess, values, {
      restricted: false,
      change: { act: 'create', event: 'created', reason },
    })
    const stored = { tenantId: tenant.id, id: id as string, operator: wish.operator, roleId: role, until }
    work.write(forgetPastAccesses)
    work.write(storeAccess({ ...stored, linkHash: hashToken(link), linkUntil: expiresAt }))
  })
  return { url: `${baseUrl}/support#${link}`, expiresAt, until }
}
