import { digestOf, newPublishableKey } from '../systems/licensing/license-key/keys.ts'
import type { World } from './world.ts'

/** How many licences each organisation has issued, and on how many machines each is active. */
const size = { licences: 10_000, machines: 3 }

export interface Asking {
  readonly publishable: string
  /** Licence keys as they are typed. */
  readonly keys: readonly string[]
}

const keyOf = `regexp_replace(upper(md5($1::uuid::text || i)), '(.{5})(?=.)', '\\1-', 'g')`
const digest = (key: string) => `translate(encode(sha256(convert_to(${key}, 'UTF8')), 'base64'), '+/=', '-_')`
const id = (what: string) =>
  `overlay(overlay(md5($1::uuid::text || '${what}' || i) placing '4' from 13) placing '8' from 17)::uuid`

/** Licences as the product itself would have written them: with a policy, an entitlement, machines and a key each. */
const statements = [
  `insert into licensing.product (tenant_id, id, name, code, created_at, updated_at)
    select $1::uuid, ${id('product')}, 'Planning', 'planning', now(), now() from generate_series(1, 1) as i`,
  `insert into licensing.policy (tenant_id, id, product, name, model, floating, overage, grace_days, expiration_strategy,
      expiration_basis, renewal_basis, transfer, require_heartbeat, heartbeat_seconds, require_check_in, check_in_days, uniqueness,
      matching, file_ttl_hours, max_machines, created_at, updated_at)
    select $1::uuid, ${id('policy')}, ${id('product')}, 'Standard', 'subscription', false, 'none', 14, 'restrict', 'creation',
      'fromExpiry', 'keepExpiry', false, 600, false, 30, 'license', 'any', 720, 10, now(), now() from generate_series(1, 1) as i`,
  `insert into licensing.entitlement (tenant_id, id, code, name, kind, created_at, updated_at)
    select $1::uuid, ${id('entitlement')}, 'reports', 'Reports', 'boolean', now(), now() from generate_series(1, 1) as i`,
  `insert into licensing.license (tenant_id, id, code, customer, product, policy, edition, model, starts_on, ends_on, grace_days,
      authorized_users, authorized_workspaces, activation_mode, status, last_seen_at, created_at, updated_at)
    select $1::uuid, ${id('license')}, 'LIC-B-' || i, (select c.id from directory.company c where c.tenant_id = $1::uuid limit 1),
      (select p.id from licensing.product p where p.tenant_id = $1::uuid), (select p.id from licensing.policy p where p.tenant_id = $1::uuid),
      'team', 'subscription', current_date - 100, current_date + 265, 14, 10, 1, 'online', 'inUse', now() + interval '1 day', now(), now()
    from generate_series(1, $2::int) as i`,
  `insert into licensing.license_entitlement (tenant_id, id, parent_id, position, entitlement)
    select $1::uuid, gen_random_uuid(), ${id('license')}, 0, (select e.id from licensing.entitlement e where e.tenant_id = $1::uuid)
    from generate_series(1, $2::int) as i`,
  `insert into licensing.key_digest (tenant_id, digest, kind, owner_id)
    select $1::uuid, ${digest(keyOf)}, 'license', ${id('license')} from generate_series(1, $2::int) as i`,
]
const machines = `insert into licensing.activation (tenant_id, id, license, hostname, fingerprint, status, activated_at, created_at, updated_at)
  select $1::uuid, gen_random_uuid(), ${id('license')}, 'srv-' || n, 'machine-' || n, 'active', now(), now(), now()
  from generate_series(1, $2::int) as i, generate_series(1, $3::int) as n`
const publishableKey = `with made as (insert into licensing.publishable_key (tenant_id, id, name, per_minute, per_address, status, created_at, updated_at)
    values ($1::uuid, gen_random_uuid(), 'Bench', 10000000, 10000000, 'active', now(), now()) returning id)
  insert into licensing.key_digest (tenant_id, digest, kind, owner_id) select $1::uuid, $2, 'publishable', id from made`

/** Fills every organisation of the world, and answers what a program of each asks with. */
export async function issueLicenses({ owner }: World): Promise<readonly Asking[]> {
  const { rows } = await owner.query('select id from kernel.tenant order by slug')
  const asking: Asking[] = []
  for (const { id: tenant } of rows as { id: string }[]) {
    for (const text of statements) await owner.query(text, text.includes('$2') ? [tenant, size.licences] : [tenant])
    await owner.query(machines, [tenant, size.licences, size.machines])
    const publishable = newPublishableKey(tenant)
    await owner.query(publishableKey, [tenant, digestOf(publishable)])
    const some = await owner.query(`select ${keyOf} as key from generate_series(1, ${size.licences}, 97) as i`, [
      tenant,
    ])
    asking.push({ publishable, keys: some.rows.map(({ key }) => key as string) })
  }
  await owner.query('vacuum analyze')
  return asking
}
