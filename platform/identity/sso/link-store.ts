import type { Statement } from '@tenon/kernel/data/batch.ts'
import { v7 as uuid } from 'uuid'
import type { Claims } from './flow.ts'

export const linkOf = (tenantId: string, { issuer, subject }: Claims): Statement => ({
  text: `update auth.sso_link set last_used_at = now() where tenant_id = $1 and issuer = $2 and subject = $3
    returning user_id`,
  values: [tenantId, issuer, subject],
})
export const storeLink = (tenantId: string, userId: string, { issuer, subject }: Claims): Statement => ({
  text: `insert into auth.sso_link (id, tenant_id, issuer, subject, user_id, last_used_at)
    values ($1, $2, $3, $4, $5, now())`,
  values: [uuid(), tenantId, issuer, subject, userId],
})
export const linksOf = (tenantId: string, userId: string): Statement => ({
  text: `select id, issuer, created_at, last_used_at from auth.sso_link
    where tenant_id = $1 and user_id = $2 order by created_at`,
  values: [tenantId, userId],
})
export const dropLink = (tenantId: string, userId: string, id: string): Statement => ({
  text: 'delete from auth.sso_link where tenant_id = $1 and user_id = $2 and id = $3 returning issuer',
  values: [tenantId, userId, id],
})

/**
 * How many organisations an account belongs to, whether this is one of them, and whether its owner made it with an open
 * invitation, for an address of their own choice that nobody has vouched for.
 */
export const accountBy = (email: string, tenantId: string): Statement => ({
  text: `select u.id, (select count(*) from auth.membership m where m.user_id = u.id),
      exists (select 1 from auth.membership m where m.user_id = u.id and m.tenant_id = $2),
      not u.email_verified and exists (select 1 from auth.membership m
        join identity.invitation_use j on j.tenant_id = m.tenant_id and j.member = m.member_id and not j.had_account
        join identity.invitation i on i.tenant_id = j.tenant_id and i.id = j.invitation and i.email is null
        where m.tenant_id = $2 and m.user_id = u.id)
    from auth."user" u where u.email = $1`,
  values: [email, tenantId],
})
export const vouchFor = (userId: string): Statement => ({
  text: 'update auth."user" set email_verified = true, updated_at = now() where id = $1',
  values: [userId],
})

/** Gives a row for a member who may come in, who then works here. */
export const enterAs = (tenantId: string, userId: string): Statement => ({
  text: `update auth.membership m set last_used_at = now() from auth."user" u
    where m.tenant_id = $1 and m.user_id = $2 and m.active and u.id = m.user_id returning m.member_id, u.name, u.email`,
  values: [tenantId, userId],
})
