import { refusal } from './problem.ts'

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
  en: 'Some values cannot be accepted.',
  zh: '部分内容无法接受。',
})
export const malformed = refusal('MALFORMED', 400, {
  en: 'The request cannot be read: {reason}',
  zh: '请求无法识别：{reason}',
})
export const stale = refusal('STALE', 409, {
  en: 'Someone changed this record in the meantime.',
  zh: '这条记录已被他人修改。',
})
export const unavailable = refusal('UNAVAILABLE', 503, {
  en: 'The service cannot answer right now. Try again in a moment.',
  zh: '服务暂时无法响应，请稍后重试。',
})
export const inUse = refusal('IN_USE', 409, {
  en: 'Other records still refer to this one.',
  zh: '仍有其他记录引用此记录。',
})
