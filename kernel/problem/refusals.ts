import type { Phrase } from '../messages/language.ts'
import { type Refusal, refusal } from './problem.ts'

/** Refusals that more than one room throws. */
export const notFound = refusal('NOT_FOUND', 404, {
  en: 'There is no such record, or you may not see it.',
  zh: '没有这条记录，或你无权查看。',
})
export const forbidden = refusal('FORBIDDEN', 403, {
  en: 'You do not have the permission "{permission}".',
  zh: '你没有“{permission}”权限。',
})
export const invalid = refusal('INVALID', 422, {
  en: 'Some values cannot be accepted. Put them right and send it again.',
  zh: '部分内容无法接受，请修改后再提交。',
})
export const malformed = refusal('MALFORMED', 400, {
  en: 'The request cannot be read: {reason}',
  zh: '请求无法识别：{reason}',
})
export const stale = refusal('STALE', 409, {
  en: 'Someone changed this record while you had it open.',
  zh: '你打开期间，他人修改了这条记录。',
})
export const unavailable = refusal('UNAVAILABLE', 503, {
  en: 'The service cannot answer right now. Try again in a moment.',
  zh: '服务暂时无法响应，请稍后重试。',
})
const used = refusal('IN_USE', 409, {
  en: 'Still used by: {users}. Change or remove those first.',
  zh: '仍被使用：{users}。请先修改或删除这些记录。',
})
const others = { en: 'other records', zh: '其他记录' }
/** Something still points at the record; `by` what, in words, where that is known. */
export const inUse = (by: Phrase = others, details?: Parameters<Refusal>[1]) => used({ users: by }, details)
