import { z } from 'zod'
import { editions } from '../license/license.rules.ts'

/** What a partner may say of its order: everything but what it costs. */
const item = z.strictObject({
  id: z.uuid().optional(),
  kind: z.enum(['new', 'renewal']).default('new'),
  policy: z.uuid().nullish(),
  edition: z.enum(editions).optional(),
  quantity: z.int().min(1).max(10_000_000).optional(),
  termMonths: z.int().min(1).max(60).nullish(),
  endCustomer: z.string().trim().min(1).max(200).optional(),
  renews: z.uuid().nullish(),
})
const currency = z.string().regex(/^[A-Z]{3}$/)
const texts = {
  poNo: z.string().trim().max(60).nullish(),
  note: z.string().max(4000).nullish(),
}

export const orderBody = z.strictObject({
  ...texts,
  currency: currency.optional(),
  items: z.array(item).max(100).default([]),
  /** For one of ours, who enters an order that a partner has given otherwise. */
  partner: z.uuid().optional(),
})
export const changeBody = z.strictObject({
  ...texts,
  items: z.array(item).max(100),
  version: z.int().min(1).optional(),
})
export const priceBody = z.strictObject({
  currency: currency.optional(),
  items: z.array(item).max(100),
  partner: z.uuid().optional(),
})
export const cancelBody = z.strictObject({ reason: z.string().trim().min(1).max(1000).nullish() })

export type OrderBody = z.infer<typeof orderBody>
export type ChangeBody = z.infer<typeof changeBody>
export type PriceBody = z.infer<typeof priceBody>
