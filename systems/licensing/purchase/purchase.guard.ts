import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'

const kept = refusal('PURCHASE_KEPT', 409, {
  en: 'An order that was placed stays in the books. Cancel it instead.',
  zh: '已下单的采购单须保留在账，请改用“取消订单”。',
})

/** Placed orders are never removed: the books ask for every number of the series. */
export const guardPurchase: Guard = ({ before, after }) => {
  if (!after && before?.status !== 'draft') throw kept()
}
