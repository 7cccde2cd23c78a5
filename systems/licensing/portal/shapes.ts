import { z } from 'zod'

/** What the portals answer, for the API's description. */
export const money = z.object({ amount: z.string(), currency: z.string() })
export const named = z.object({ id: z.string(), name: z.string() })
export const page = z.looseObject({ size: z.int(), total: z.int() })
export const listOf = (row: z.ZodType) => z.object({ data: z.array(row), page })

const coded = z.object({ id: z.string(), code: z.string(), status: z.string() })
export const item = z.object({
  id: z.string().optional(),
  kind: z.enum(['new', 'renewal']),
  product: named,
  policy: named.extend({ model: z.string() }).nullable(),
  edition: z.string(),
  quantity: z.int(),
  termMonths: z.int().nullable(),
  unitPrice: money,
  discountPercent: z.string(),
  subtotal: money,
  endCustomer: z.string(),
  renews: coded.nullable(),
  license: coded.nullable(),
})
export const orderRow = z.object({
  id: z.string(),
  version: z.int(),
  orderNo: z.string(),
  partner: named,
  status: z.string(),
  label: z.enum(['draft', 'confirmed', 'canceled']),
  poNo: z.string().nullable(),
  total: money,
  itemCount: z.int(),
  endCustomers: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  submittedOn: z.string().nullable(),
})
export const order = orderRow.extend({
  note: z.string().nullable(),
  items: z.array(item),
  reason: z.string().nullable(),
  timeline: z.array(z.object({ status: z.string(), at: z.string(), actorName: z.string() })),
  actions: z.array(z.enum(['edit', 'submit', 'cancel'])),
  deployments: z.array(
    z.object({
      code: z.string(),
      status: z.string(),
      plannedOn: z.string(),
      completedOn: z.string().nullable(),
    }),
  ),
})
export const comment = z.object({
  id: z.string(),
  text: z.string(),
  authorName: z.string(),
  byPartner: z.boolean(),
  isMine: z.boolean(),
  at: z.string(),
})
export const portalLicense = z.object({
  id: z.string(),
  code: z.string(),
  status: z.string(),
  customer: named,
  product: named.nullable(),
  policy: named.nullable(),
  edition: z.string(),
  model: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  graceDays: z.int(),
  authorizedUsers: z.int(),
  actualUsers: z.int().nullable(),
  authorizedWorkspaces: z.int(),
  actualWorkspaces: z.int().nullable(),
  isOverused: z.boolean(),
  deployedOn: z.string().nullable(),
  renewalAsked: z.boolean(),
})
export const term = z.object({
  seq: z.int(),
  from: z.string(),
  to: z.string().nullable(),
  authorizedUsers: z.int(),
  authorizedWorkspaces: z.int(),
})
export const deal = z.object({
  id: z.string(),
  version: z.int(),
  regNo: z.string(),
  prospect: z.string(),
  domain: z.string(),
  product: named.nullable(),
  amount: money.nullable(),
  expectedOn: z.string().nullable(),
  note: z.string().nullable(),
  status: z.string(),
  protectedUntil: z.string().nullable(),
  reason: z.string().nullable(),
  createdAt: z.string(),
})
