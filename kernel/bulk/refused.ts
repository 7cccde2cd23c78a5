import { problemBody } from '../problem/body.ts'
import { Problem } from '../problem/problem.ts'
import type { Refused } from './bulk-job.ts'

/** What stands in the way of one record, and not of the whole work. */
export const isOfRecord = (error: unknown): error is Problem =>
  error instanceof Problem && error.status !== 401 && error.status < 500

/** The refusal in every language, without what it carries beside: that is for the moment alone. */
export function refusedBy(problem: Problem): Refused {
  const [en, zh] = [problemBody(problem, 'en', ''), problemBody(problem, 'zh', '')]
  const fields = en.fields?.map((field, at) => ({
    ...field,
    message: { en: field.message, zh: zh.fields?.[at]?.message ?? field.message },
  }))
  return { code: problem.code, message: { en: en.detail, zh: zh.detail }, ...(fields ? { fields } : {}) }
}
