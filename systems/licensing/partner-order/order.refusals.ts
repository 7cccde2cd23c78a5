import { refusal } from '@tenon/kernel/problem/problem.ts'

/** What the rules of a partner's order say no to. */

export const emptyOrder = refusal('ORDER_EMPTY', 422, {
  en: 'The order has no items yet. Add at least one before you submit it.',
  zh: '订单还没有明细，请至少添加一项后再提交。',
})
export const orderFixed = refusal('ORDER_FIXED', 409, {
  en: 'Order {orderNo} was submitted and no longer changes. Cancel it and place another one.',
  zh: '订单 {orderNo} 已提交，不能再修改。请取消后重新下单。',
})
export const partnerClosed = refusal('PARTNER_CLOSED', 403, {
  en: 'The partnership of {partner} is not active, so nothing can be ordered. Ask whoever looks after you.',
  zh: '{partner} 的合作关系当前未生效，不能下单。请联系贵方的对接人。',
})
export const mayNotOrder = refusal('MAY_NOT_ORDER', 403, {
  en: 'Only those who sell for the partner, and its principal, place and change orders.',
  zh: '只有伙伴的销售人员和负责人可以下单或修改订单。',
})
export const alreadyDelivered = refusal('ORDER_DELIVERED', 409, {
  en: 'Licence {license} of this order is paid or already at work, so the order can no longer be canceled.',
  zh: '订单中的许可证 {license} 已付款或已投入使用，不能再取消订单。',
})
export const noPrice = {
  en: 'There is no price for this in {currency}. Ask whoever looks after you.',
  zh: '价格表中没有此项的 {currency} 价格，请联系贵方的对接人。',
}
