import { performance } from 'node:perf_hooks'
import { median } from './load.ts'
import { type Row, row } from './results.ts'
import { makeWorld, startProduct, type World } from './world.ts'

/** One organisation of 1,000,000 purchases for 250,000 licences over four years, a quarter of them paid for today. */
const size = { licenses: 250_000, customers: 20_000, years: 4, reps: 60, partners: 40 }

const lookUps = `with company as (select array_agg(id order by id) as ids from directory.company where tenant_id = $1),
    rep as (select array_agg(id order by id) as ids from licensing.sales_rep where tenant_id = $1),
    partner as (select array_agg(id order by id) as ids from licensing.partner where tenant_id = $1),
    product as (select array_agg(id order by id) as ids from licensing.product where tenant_id = $1)`
const one = (of: string, by: string) => `${of}.ids[1 + (${by}) % cardinality(${of}.ids)]`

const people = [
  `insert into licensing.sales_rep (tenant_id, id, name, region, status, target, target_currency, created_at, updated_at)
    select $1, gen_random_uuid(), 'Rep ' || i, 'Region ' || i % 8, 'active', 500000000, 'CNY', now(), now()
    from generate_series(1, ${size.reps}) as i`,
  `insert into licensing.product (tenant_id, id, name, code, created_at, updated_at)
    select $1, gen_random_uuid(), 'Product ' || i, 'P' || i, now(), now() from generate_series(1, 6) as i`,
  `insert into licensing.partner (tenant_id, id, name, company, types, tier, discount_percent, status, created_at, updated_at)
    select $1, gen_random_uuid(), 'Partner ' || i, (select id from directory.company where tenant_id = $1 and code = 'C' || i),
      '{reseller}', 'gold', 0, 'active', now(), now() from generate_series(1, ${size.partners}) as i`,
]
/** Begun on some day of the year, lapsed one by one, so that today about a quarter of all years ever paid for run. */
const licenses = `${lookUps} insert into licensing.license (tenant_id, id, code, customer, product, partner, sales_rep, edition, model, starts_on, ends_on,
    grace_days, authorized_users, actual_users, authorized_workspaces, is_overused, value, value_currency, activation_mode,
    deployed_on, first_used_on, status, created_at, updated_at)
  select $1, gen_random_uuid(), 'LIC-' || i, ${one('company', 'i')}, ${one('product', 'i')}, case when i % 3 = 0 then ${one('partner', 'i')} end,
    ${one('rep', 'i')}, (array['team', 'business', 'enterprise'])[1 + i % 3], 'subscription',
    current_date - i % 365 - 365 * ${size.years - 1}, current_date - i % 365 + 364 - case when i % 9 = 0 then 365 else 0 end,
    14, 50, 20 + i % 35, 5, i % 35 > 30, 1200000 + i % 1000, case when i % 10 = 0 then 'EUR' else 'CNY' end, 'online',
    current_date - i % 365, current_date - i % 365, case when i % 9 = 0 then 'expired' else 'inUse' end,
    now() - i % 1400 * interval '1 day', now()
  from company, rep, partner, product, generate_series(1, ${size.licenses}) as i`
const purchases = `insert into licensing.purchase (tenant_id, id, no, license, kind, ordered_on, amount, amount_currency, previous_ends_on, new_ends_on,
    sales_rep, partner, paid_on, status, created_at, updated_at)
  select $1, gen_random_uuid(), 'PUR-' || l.code || '-' || y, l.id, case y when 0 then 'new' else 'renewal' end, l.starts_on + 365 * y - 10,
    l.value, l.value_currency, case when y > 0 then l.starts_on + 365 * y - 1 end, l.starts_on + 365 * (y + 1) - 1,
    l.sales_rep, l.partner, l.starts_on + 365 * y, case when y = 3 and l.status = 'expired' then 'cancelled' else 'paid' end, now(), now()
  from licensing.license as l, generate_series(0, ${size.years - 1}) as y where l.tenant_id = $1`
const revenue = `insert into licensing.revenue_period (tenant_id, id, license, purchase, "from", "to", annual, annual_currency, since, origin, customer,
    product, edition, region, partner, sales_rep, created_at, updated_at)
  select $1, gen_random_uuid(), l.id, p.id, p.new_ends_on - 364, p.new_ends_on, p.amount, p.amount_currency, l.starts_on, l.id, l.customer,
    l.product, l.edition, r.region, l.partner, l.sales_rep, now(), now()
  from licensing.purchase as p join licensing.license as l on l.id = p.license join licensing.sales_rep as r on r.id = l.sales_rep
  where p.tenant_id = $1 and l.tenant_id = $1 and r.tenant_id = $1 and p.status = 'paid'`
const deployments = `insert into licensing.deployment (tenant_id, id, code, license, kind, planned_on, environment, completed_on, was_on_time, status,
    deployed_by, created_at, updated_at)
  select $1, gen_random_uuid(), 'DEP-' || l.code, l.id, 'initial', l.starts_on + 3, 'production', l.starts_on + 1 + length(l.code) % 4, length(l.code) % 7 > 0,
    'completed', 'vendor', now(), now()
  from licensing.license as l where l.tenant_id = $1`

const ownIndexes = `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_class as t on t.oid = i.indrelid
  join pg_namespace as n on n.oid = t.relnamespace
  where n.nspname = 'licensing' and not i.indisprimary
    and t.relname in ('license', 'purchase', 'revenue_period', 'deployment')`

async function fill({ owner }: World) {
  const { rows } = await owner.query(`select id from kernel.tenant where slug = 'bench-0'`)
  // What refers to what is right by its making, and indexes are made faster than they are kept.
  await owner.query('set session_replication_role = replica')
  const { rows: indexes } = await owner.query(ownIndexes)
  for (const { name } of indexes) await owner.query(`drop index licensing."${name}"`)
  for (const statement of [...people, licenses, purchases, revenue, deployments])
    await owner.query(statement, [rows[0].id])
  for (const { definition } of indexes) await owner.query(definition)
  await owner.query('vacuum analyze')
  const counted = await owner.query('select count(*) from licensing.purchase')
  return Number(counted.rows[0].count)
}

const calls = 9

/** Milliseconds of each call; `before` is done ahead of it and not counted. */
async function times(ask: () => Promise<Response>, before = async () => {}): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < calls + 2; i++) {
    await before()
    const began = performance.now()
    const reply = await ask()
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${reply.url}: ${reply.status} ${text.slice(0, 300)}`)
    taken.push(performance.now() - began)
  }
  return taken
}

export async function statisticsRows(): Promise<Row[]> {
  const world = await makeWorld({ tenants: 1, rows: size.customers })
  try {
    const count = await fill(world)
    const { url, stop } = await startProduct(world)
    const headers = { authorization: `Bearer ${world.writers[0]}`, 'content-type': 'application/json' }
    const ask = () => fetch(`${url}/api/v1/licensing/statistics`, { headers })
    const body = JSON.stringify({ name: 'Bench' })
    const change = async () => void (await fetch(`${url}/api/v1/companies`, { method: 'POST', headers, body }))
    const anew = await times(ask, change)
    const again = await times(ask)
    await stop()
    const round = (ms: number) => Math.round(ms).toLocaleString('en')
    const told = ([first = 0, , ...taken]: number[]) =>
      `${count.toLocaleString('en')} purchases; the first of all ${round(first)} ms, slowest of the others ${round(Math.max(...taken))}`
    return [
      row('licensing statistics after a change, ms', median(anew.slice(2)), '<= 500', told(anew)),
      row('licensing statistics with nothing changed since, ms', median(again.slice(2)), '<= 500', told(again)),
    ]
  } finally {
    await world.stop()
  }
}
