import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { openField } from '@tenon/kernel/secrets/sealed-fields.ts'
import { rowsOf } from '../factor/rows.ts'
import { ssoProvider } from './provider.entity.ts'
import { domainsOf } from './provider.rules.ts'

/** A provider that is in use, and the one organisation it signs people in to. */
export interface Provider {
  readonly id: string
  readonly version: string
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly domains: readonly string[]
  readonly autoCreate: boolean
  readonly defaultRole: string | null
  readonly secondFactor: 'provider' | 'here'
  readonly tenant: Tenant & { readonly slug: string }
}

const directory = (id: string): Statement => ({
  text: `select t.id, t.slug, t.name, t.time_zone, t.currency from auth.sso_directory d
    join kernel.tenant t on t.id = d.tenant_id and t.status = 'active' where d.provider_id = $1`,
  values: [id],
})
const provider = (tenantId: string, id: string): Statement => ({
  text: `select p.version, p.name, p.issuer, p.client_id, p.client_secret, p.domains, p.auto_create, r.key, p.second_factor
    from identity.sso_provider p
    left join identity.role r on r.tenant_id = p.tenant_id and r.id = p.default_role and r.deleted_at is null
    where p.tenant_id = $1 and p.id = $2 and p.is_active and p.deleted_at is null`,
  values: [tenantId, id],
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Undefined for what is no provider in use. Throws SECRET_UNREADABLE. */
export async function findProvider(runtime: Runtime, id: string): Promise<Provider | undefined> {
  const [place] = uuid.test(id) ? await rowsOf(runtime, directory(id)) : []
  if (!place) return undefined
  const [tenantId, slug, tenantName, timeZone, currency] = place.map(String) as [string, string, string, string, string]
  const [rows] = await runtime.pool.flight(tenantId, [provider(tenantId, id)]).catch(error => {
    throw translate(error)
  })
  if (!rows?.[0]) return undefined
  const [version, name, issuer, clientId, sealed, domains, autoCreate, defaultRole, secondFactor] = rows[0]
  const clientSecret = await openField(runtime, tenantId, ssoProvider, { id, clientSecret: sealed }, 'clientSecret')
  return {
    id,
    version: String(version),
    name: String(name),
    issuer: String(issuer),
    clientId: String(clientId),
    clientSecret: clientSecret ?? '',
    domains: domainsOf(domains),
    autoCreate: autoCreate === 't',
    defaultRole: defaultRole ?? null,
    secondFactor: secondFactor as Provider['secondFactor'],
    tenant: { id: tenantId, slug, name: tenantName, timeZone, currency },
  }
}

export interface Offered {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

/** What a sign-in page may offer: those of an organisation, or of an address's domain. */
export async function offeredProviders(
  runtime: Runtime,
  { tenant, domain }: { readonly tenant?: string | undefined; readonly domain?: string | undefined },
): Promise<Offered[]> {
  const text = `select d.provider_id, d.name, t.name from auth.sso_directory d
    join kernel.tenant t on t.id = d.tenant_id and t.status = 'active'
    where t.slug = $1 or d.domains @> array[$2::text] order by t.name, d.name limit 20`
  const rows = await rowsOf(runtime, { text, values: [tenant ?? null, domain?.toLowerCase() || null] })
  return rows.map(([id, name, organisation]) => ({
    id: String(id),
    name: String(name),
    organisation: String(organisation),
  }))
}
