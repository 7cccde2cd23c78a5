import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { hashToken, newToken } from '../sign-in/token.ts'

/** What tells an operator's token from a person's before anything is looked up. */
const tokenPattern = /^tns_[\w-]{43}$/
export const isSupportToken = (token: string) => tokenPattern.test(token)
export const newSupportToken = () => `tns_${newToken()}`

export interface LiveAccess {
  readonly id: string
  readonly operator: string
  readonly roleId: string | null
  readonly tenant: Tenant & { readonly slug: string }
  readonly accessVersion: string
  readonly until: string
}
const columns =
  's.access_id, s.operator, s.role_id, t.id, t.slug, t.name, t.time_zone, t.currency, t.access_version, s.until'
const look = (condition: string) => `select ${columns} from auth.support_access s
  join kernel.tenant t on t.id = s.tenant_id and t.status = 'active' where ${condition} and s.until > now()`

/** Judged at each request: over, ended and suspended are the same. */
export const findAccess = (token: string): Statement => ({
  text: look('s.token_hash = $1'),
  values: [hashToken(token)],
})
export const findByLink = (link: string): Statement => ({
  text: look('s.link_hash = $1 and s.link_until > now()'),
  values: [hashToken(link)],
})

export function toAccess(cells: Cells): LiveAccess {
  const [id, operator, roleId, tenantId, slug, name, timeZone, currency, accessVersion, until] = cells as string[]
  return {
    id: id as string,
    operator: operator as string,
    roleId: roleId ?? null,
    tenant: {
      id: tenantId as string,
      slug: slug as string,
      name: name as string,
      timeZone: timeZone as string,
      currency: currency as string,
    },
    accessVersion: accessVersion as string,
    until: until as string,
  }
}

interface NewAccess {
  readonly tenantId: string
  readonly id: string
  readonly operator: string
  readonly roleId: string | null
  readonly linkHash: string
  readonly linkUntil: string
  readonly until: string
}
export const forgetPastAccesses: Statement = { text: 'delete from auth.support_access where until < now()', values: [] }

export const storeAccess = (access: NewAccess): Statement => ({
  text: `insert into auth.support_access (tenant_id, access_id, operator, role_id, link_hash, link_until, until)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [access.tenantId, access.id, access.operator, access.roleId, access.linkHash, access.linkUntil, access.until],
})

/** Uses the link up: of many who try at once, one finds it. */
export const exchangeLink = (link: string, token: string): Statement => ({
  text: `update auth.support_access set link_hash = null, token_hash = $2
    where link_hash = $1 and link_until > now() and until > now() returning access_id`,
  values: [hashToken(link), hashToken(token)],
})
