import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'

const kept = refusal('PARTNER_KEPT', 409, {
  en: 'A partner we have worked with stays on record. Deactivate it instead.',
  zh: '合作过的伙伴须保留在案，请改用“停用”。',
})
const outOfRange = { en: 'Between 0 and 100 percent.', zh: '须在 0 到 100 之间。' }

/** A discount is a part of the price, and a partner that was ever active is never removed. */
export const guardPartner: Guard = ({ before, after }) => {
  if (!after && before?.status !== 'pending') throw kept()
  const discount = Number(after?.discountPercent ?? 0)
  if (discount < 0 || discount > 100)
    throw invalid({}, { fields: [{ field: 'discountPercent', code: 'OUT_OF_RANGE', message: outOfRange }] })
}
