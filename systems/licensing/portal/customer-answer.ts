import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { termsOf } from './license-answer.ts'
import type { Named } from './names.ts'

const utc = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

interface Contact {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
}

/** Whoever asks, as somebody of a company. Throws NOT_FOUND for everyone else. */
export async function customerSelf(work: Work) {
  const { tenant, actor, query } = ctxOf(work)
  const companies = await query<Named>(sql`select c.id, c.name from directory.company_user u
    join directory.company c on c.tenant_id = u.tenant_id and c.id = u.company and c.deleted_at is null
    where u.tenant_id = ${tenant.id} and u.deleted_at is null and u.member = ${actor.memberId}::uuid order by c.name`)
  if (companies.length === 0) throw notFound()
  const ids = companies.map(({ id }) => id)
  const contacts = await query<Contact>(sql`select distinct r.name, r.email, r.phone from licensing.license l
    join licensing.sales_rep r on r.tenant_id = l.tenant_id and r.id = l.sales_rep and r.deleted_at is null
    where l.tenant_id = ${tenant.id} and l.deleted_at is null and l.customer = any(${ids}::uuid[])
      and l.status not in ('draft', 'terminated', 'superseded') order by r.name limit 20`)
  const [person] = await query<{ email: string | null }>(sql`select email from identity.member
    where tenant_id = ${tenant.id} and id = ${actor.memberId}::uuid`)
  return { person: { name: actor.name, email: person?.email ?? null }, companies, contacts }
}

/** What stands around a licence that whoever asks may see; each of it only with the right to read its kind. */
export async function aroundLicense(work: Work, id: string) {
  const { tenant, query, actor } = ctxOf(work)
  const may = (noun: string) => actor.access.may(`licensing.${noun}.read`)
  const of = sql`tenant_id = ${tenant.id} and deleted_at is null and license = ${id}::uuid`
  const activations = sql`select id, status, hostname, fingerprint, platform, ${utc('activated_at')} as "activatedAt",
      ${utc('last_heartbeat_at')} as "lastHeartbeatAt"
    from licensing.activation where ${of} order by status, activated_at desc limit 500`
  const files = sql`select id, serial, kid, fingerprint, ${utc('issued_at')} as "issuedAt", ${utc('expires_at')} as "expiresAt",
      ${utc('revoked_at')} as "revokedAt"
    from licensing.license_file where ${of} order by issued_at desc limit 100`
  const opened = sql`select e.code, e.name, o.value, o.expires_on as "expiresOn" from licensing.license_entitlement o
    join licensing.entitlement e on e.tenant_id = o.tenant_id and e.id = o.entitlement
    where o.tenant_id = ${tenant.id} and o.parent_id = ${id}::uuid order by o.position`
  return {
    terms: await termsOf({ tenant, query }, id),
    activations: may('activation') ? await query(activations) : [],
    files: may('licenseFile') ? await query(files) : [],
    entitlements: await query(opened),
  }
}
