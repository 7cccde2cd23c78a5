import type { z } from 'zod'
import type { Language, Phrase } from '../messages/language.ts'
import { type FieldProblem, fill, type Params } from './problem.ts'

/** What is said at a field for each code; `{…}` is filled from the problem's parameters. */
const phrases: Readonly<Record<string, Phrase>> = {
  REQUIRED: { en: 'Fill this in.', zh: '此项必填。' },
  UNKNOWN_FIELD: { en: 'There is no such field.', zh: '没有这个字段。' },
  READ_ONLY: { en: 'This field cannot be set here.', zh: '此字段不能在这里填写。' },
  FIXED: {
    en: 'Fixed since the record left its first state: only an action changes it now.',
    zh: '记录离开初始状态后此字段即固定，只能通过相应操作修改。',
  },
  FIELD_NOT_ALLOWED: { en: 'You may not set this field.', zh: '你无权修改此字段。' },
  WRONG_TYPE: { en: 'Expected {expected}.', zh: '应为{expected}。' },
  TOO_SHORT: { en: 'At least {minimum} characters.', zh: '至少 {minimum} 个字符。' },
  TOO_LONG: { en: 'At most {maximum} characters.', zh: '最多 {maximum} 个字符。' },
  TOO_SMALL: { en: 'At least {minimum}.', zh: '不能小于 {minimum}。' },
  TOO_BIG: { en: 'At most {maximum}.', zh: '不能大于 {maximum}。' },
  TOO_MANY: { en: 'At most {maximum} entries.', zh: '最多 {maximum} 项。' },
  TOO_LARGE: { en: 'Too large to store here.', zh: '内容过大，无法保存。' },
  NOT_AN_OPTION: { en: 'Choose one of: {options}.', zh: '请从以下选项中选择：{options}。' },
  INVALID_CHARACTER: { en: 'Contains a character that cannot be stored.', zh: '含有无法保存的字符。' },
  INVALID_EMAIL: {
    en: 'Not an e-mail address, such as name@example.com.',
    zh: '不是有效的邮箱地址，例如 name@example.com。',
  },
  INVALID_URL: { en: 'Not a web address (http or https).', zh: '不是有效的网址（http 或 https）。' },
  INVALID_PHONE: {
    en: 'Not a telephone number, such as +86 21 5555 0100.',
    zh: '不是有效的电话号码，例如 +86 21 5555 0100。',
  },
  INVALID_DATE: { en: 'Not a date (YYYY-MM-DD).', zh: '不是有效的日期（YYYY-MM-DD）。' },
  INVALID_INSTANT: { en: 'Not a point in time (RFC 3339).', zh: '不是有效的时间（RFC 3339）。' },
  INVALID_ID: { en: 'This names no record. Choose one of the list.', zh: '没有对应的记录，请从列表中选择。' },
  INVALID_NUMBER: { en: 'Not a number that fits here.', zh: '不是有效的数字。' },
  OUT_OF_RANGE: { en: 'Too large or too small to be stored.', zh: '数值过大或过小，无法保存。' },
  UNKNOWN_CURRENCY: { en: 'Not a currency (ISO 4217, such as CNY).', zh: '不是有效的币种（ISO 4217，例如 CNY）。' },
  TOO_MANY_DECIMALS: { en: 'More decimal places than the currency has.', zh: '小数位数超过该币种的精度。' },
  NEGATIVE: { en: 'Must not be negative.', zh: '不能为负数。' },
  MASKED_VALUE: {
    en: 'This is only what you are shown of the value. Leave it out to keep what is stored.',
    zh: '这是脱敏后的显示内容，不是原值；如需保留原值，请不要提交此项。',
  },
  NOT_UNIQUE: { en: 'Already in use.', zh: '已被使用。' },
  REFERENCE_NOT_FOUND: {
    en: 'There is no such record, or you may not see it. Choose another.',
    zh: '没有这条记录，或你无权查看。请另选一条。',
  },
  TREE_CYCLE: {
    en: 'A record cannot be below itself or below one of its own branches.',
    zh: '不能移动到自身或自身的下级之下。',
  },
  TREE_TOO_DEEP: { en: 'The tree would be deeper than 50 levels.', zh: '层级不能超过 50 级。' },
  PARENT_REMOVED: {
    en: 'The record above it has been removed: restore that one first, or choose another.',
    zh: '其上级记录已被删除，请先恢复上级或另选上级。',
  },
  INVALID_VALUE: { en: 'This value cannot be accepted.', zh: '此值无法接受。' },
}

const expected: Readonly<Record<string, Phrase>> = {
  string: { en: 'text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'yes or no', zh: '是或否' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
}

/** The sentence at a field. Codes a system invents for its own rules carry their own message. */
export function sayField(problem: FieldProblem, language: Language): string {
  const phrase = problem.message ?? phrases[problem.code] ?? phrases.INVALID_VALUE
  const params = { ...problem.params }
  if (typeof params.expected === 'string') params.expected = expected[params.expected]?.[language] ?? params.expected
  return fill(phrase?.[language] ?? problem.code, params, language)
}

type Issue = z.core.$ZodIssue
const formats: Readonly<Record<string, string>> = {
  email: 'INVALID_EMAIL',
  url: 'INVALID_URL',
  date: 'INVALID_DATE',
  datetime: 'INVALID_INSTANT',
  uuid: 'INVALID_ID',
  regex: 'INVALID_VALUE',
}

function sizeCode(origin: string, side: 'small' | 'big') {
  if (origin === 'string') return side === 'small' ? 'TOO_SHORT' : 'TOO_LONG'
  if (origin === 'array' || origin === 'set') return side === 'small' ? 'REQUIRED' : 'TOO_MANY'
  return side === 'small' ? 'TOO_SMALL' : 'TOO_BIG'
}

function codeOf(issue: Issue): { code: string; params?: Params } {
  if (issue.code === 'invalid_type')
    return issue.input === undefined || issue.input === null
      ? { code: 'REQUIRED' }
      : { code: 'WRONG_TYPE', params: { expected: issue.expected } }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' && issue.minimum === 1) return { code: 'REQUIRED' }
    return { code: sizeCode(issue.origin, 'small'), params: { minimum: Number(issue.minimum) } }
  }
  if (issue.code === 'too_big')
    return { code: sizeCode(issue.origin, 'big'), params: { maximum: Number(issue.maximum) } }
  if (issue.code === 'invalid_value')
    return issue.input === undefined || issue.input === null
      ? { code: 'REQUIRED' }
      : { code: 'NOT_AN_OPTION', params: { options: issue.values.map(String).join(', ') } }
  if (issue.code === 'invalid_format') return { code: formats[issue.format] ?? 'INVALID_VALUE' }
  if (issue.code === 'custom') return { code: String(issue.params?.code ?? 'INVALID_VALUE') }
  return { code: 'INVALID_VALUE' }
}

/** zod's issues as field problems, each at its dotted path. Parse with `reportInput` so that a missing value is told. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap(issue => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({ field: [...path, key].join('.'), code: 'UNKNOWN_FIELD' }))
    return [{ field: path.join('.'), ...codeOf(issue) }]
  })
}
