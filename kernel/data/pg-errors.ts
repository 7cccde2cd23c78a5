import pg from 'pg'
import { type FieldProblem, Problem, refusal } from '../problem/problem.ts'
import { inUse, invalid, unavailable } from '../problem/refusals.ts'

const busy = refusal('BUSY', 503, {
  en: 'Someone else is changing the same record right now. Try again in a moment.',
  zh: '他人正在修改同一条记录，请稍后重试。',
})
const tooSlow = refusal('TOO_SLOW', 503, {
  en: 'This takes too long to answer. Narrow it down: another filter, a shorter period, fewer columns.',
  zh: '查询耗时过长。请缩小范围：增加筛选条件、缩短时间或减少列。',
})
const requestRunning = refusal('REQUEST_RUNNING', 409, {
  en: 'This is being done already (same Idempotency-Key). Its answer comes in a moment.',
  zh: '此操作正在处理中（Idempotency-Key 相同），稍后即有结果。',
})
const keyReused = refusal('IDEMPOTENCY_KEY_REUSED', 422, {
  en: 'Something else was sent under this Idempotency-Key before. Send this under a new one.',
  zh: '此 Idempotency-Key 已用于其他内容，请换一个后再提交。',
})

/** What was remembered of the session no longer holds: the caller looks it up anew and begins again. */
export const sessionMoved = refusal('SESSION_MOVED', 401, {
  en: 'Your session has changed. Try again.',
  zh: '会话已变更，请重试。',
})

/** Thrown inside PostgreSQL by the kernel's own functions (see the kernel's migrations). */
const ours = {
  referenceNotFound: 'TN001',
  requestRunning: 'TN002',
  requestDone: 'TN003',
  keyReused: 'TN004',
  sessionMoved: 'TN005',
  treeCycle: 'TN006',
  treeTooDeep: 'TN007',
  parentRemoved: 'TN008',
  parentOfLiving: 'TN009',
}

/** The same request was done before: its stored reply is to be given again. */
export const isRequestDone = (error: unknown) => error instanceof pg.DatabaseError && error.code === ours.requestDone
export const isRetryable = (error: unknown) =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const at = (field: string, code: string) => invalid({}, { fields: [{ field, code }] as FieldProblem[] })

/** A constraint is named `<table>_<field>_<kind>`, so its name tells the field. */
function fieldOf(error: pg.DatabaseError, kind: string): string {
  const name = (error.constraint ?? '').replace(new RegExp(`_${kind}$`), '')
  return camel(name.startsWith(`${error.table}_`) ? name.slice((error.table?.length ?? 0) + 1) : name)
}

function fromDatabase(error: pg.DatabaseError): unknown {
  switch (error.code) {
    case '23505':
      return at(fieldOf(error, 'key'), 'NOT_UNIQUE')
    case '23503':
      return error.detail?.includes('still referenced') ? inUse() : at(fieldOf(error, 'fkey'), 'REFERENCE_NOT_FOUND')
    case '23514':
      return at(fieldOf(error, 'check'), 'INVALID_VALUE')
    case ours.referenceNotFound:
      return at(error.message, 'REFERENCE_NOT_FOUND')
    case ours.treeCycle:
      return at(error.message, 'TREE_CYCLE')
    case ours.treeTooDeep:
      return at(error.message, 'TREE_TOO_DEEP')
    case ours.parentRemoved:
      return at(error.message, 'PARENT_REMOVED')
    case ours.parentOfLiving:
      return inUse()
    case ours.requestRunning:
      return requestRunning({}, { retryAfter: 1 })
    case ours.sessionMoved:
      return sessionMoved()
    case ours.keyReused:
      return keyReused()
    case '22P02':
    case '22003':
    case '22007':
    case '22008':
    case '22021':
      return invalid({}, { cause: error })
    case '55P03':
    case '40001':
    case '40P01':
      return busy({}, { retryAfter: 1, cause: error })
    case '57014':
      return tooSlow({}, { cause: error })
    case '53300':
    case '57P01':
    case '57P02':
    case '57P03':
    case '53100':
      return unavailable({}, { retryAfter: 2, cause: error })
    default:
      return error
  }
}

const connectionErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as NodeJS.ErrnoException).code
  return (
    (code !== undefined && connectionErrors.has(code)) ||
    /Connection terminated|connection error|timeout exceeded when trying to connect|not queryable/i.test(error.message)
  )
}

/** The one place where what PostgreSQL says becomes what a caller may hear; anything unknown stays an internal error. */
export function translate(error: unknown): unknown {
  if (error instanceof Problem) return error
  if (error instanceof pg.DatabaseError) return fromDatabase(error)
  if (isConnectionError(error)) return unavailable({}, { retryAfter: 2, cause: error })
  return error
}
