import type { Language, Phrase } from '../messages/language.ts'
import { sayField } from './field-codes.ts'
import type { Problem } from './problem.ts'

const titles: Readonly<Record<number, Phrase>> = {
  400: { en: 'Not understood', zh: '请求无法识别' },
  401: { en: 'Not signed in', zh: '未登录' },
  403: { en: 'Not allowed', zh: '没有权限' },
  404: { en: 'Not found', zh: '未找到' },
  405: { en: 'Not possible here', zh: '不支持此操作' },
  409: { en: 'Conflict', zh: '发生冲突' },
  413: { en: 'Too large', zh: '内容过大' },
  415: { en: 'Wrong content type', zh: '内容类型不支持' },
  422: { en: 'Cannot be accepted', zh: '无法接受' },
  429: { en: 'Too many attempts', zh: '尝试次数过多' },
  500: { en: 'Our fault', zh: '系统错误' },
  503: { en: 'Not available', zh: '暂不可用' },
}

/** The reply of a refusal: RFC 9457 problem details in the caller's language. */
export function problemBody(problem: Problem, language: Language, requestId: string) {
  const { fields, extra } = problem.details
  return {
    type: `urn:tenon:problem:${problem.code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[problem.status]?.[language] ?? problem.code,
    status: problem.status,
    code: problem.code,
    detail: problem.say(language),
    requestId,
    ...(fields ? { fields: fields.map(f => ({ field: f.field, code: f.code, message: sayField(f, language) })) } : {}),
    ...extra,
  }
}
