import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'

const kept = refusal('LICENSE_KEPT', 409, {
  en: 'A licence that was issued stays on record. Terminate it instead.',
  zh: '已签发的许可证须保留在案，请改用“终止”。',
})
const beforeStart = { en: 'Earlier than the first day.', zh: '早于开始日。' }

/** A licence does not end before it begins, and once issued it is never removed. */
export const guardLicense: Guard = ({ before, after }) => {
  if (!after && before?.status !== 'draft') throw kept()
  if (after?.endsOn && String(after.endsOn) < String(after.startsOn))
    throw invalid({}, { fields: [{ field: 'endsOn', code: 'BEFORE_START', message: beforeStart }] })
}
