import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import { namedBy, namesOf } from './names.ts'

type Asking = Pick<ReadCtx, 'tenant' | 'query'>

/** Licences of which a renewal is under way: ordered by the partner, or worked on since it was asked for. */
export async function renewing({ tenant, query }: Asking, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string }>(sql`select i.renews as id from licensing.order_item i
      join licensing.partner_order o on o.tenant_id = i.tenant_id and o.id = i.parent_id
      where i.tenant_id = ${tenant.id} and i.renews = any(${[...ids]}::uuid[]) and o.deleted_at is null
        and o.status in ('submitted', 'underReview')
    union select r.license from licensing.renewal r
      where r.tenant_id = ${tenant.id} and r.deleted_at is null and r.license = any(${[...ids]}::uuid[])
        and r.status in ('contacted', 'quoted', 'committed')`)
  return new Set(rows.map(({ id }) => id))
}

const shownFields = [
  ...['id', 'code', 'status', 'edition', 'model', 'startsOn', 'endsOn', 'daysLeft', 'graceDays', 'authorizedUsers'],
  ...['actualUsers', 'authorizedWorkspaces', 'actualWorkspaces', 'deployedOn'],
]

/** Licences as the portals show them; `licenses` are those the person may see. */
export async function licensesOf(ctx: Asking, licenses: readonly Values[]) {
  const of = (field: string) => licenses.map(values => values[field])
  const [customers, products, policies] = [
    await namesOf(ctx, 'customers', of('customer')),
    await namesOf(ctx, 'products', of('product')),
    await namesOf(ctx, 'policies', of('policy')),
  ]
  const asked = await renewing(ctx, of('id') as string[])
  return licenses.map(values => ({
    ...Object.fromEntries(shownFields.map(field => [field, values[field] ?? null])),
    customer: namedBy(customers, values.customer),
    product: namedBy(products, values.product),
    policy: namedBy(policies, values.policy),
    isOverused: values.isOverused === true,
    renewalAsked: asked.has(values.id as string),
  }))
}

export const termsOf = ({ tenant, query }: Asking, id: string) =>
  query(sql`select seq, "from", "to", authorized_users as "authorizedUsers",
      authorized_workspaces as "authorizedWorkspaces"
    from licensing.license_term where tenant_id = ${tenant.id} and license = ${id}::uuid and deleted_at is null
    order by seq limit 500`)
