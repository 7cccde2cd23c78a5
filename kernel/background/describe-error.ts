import pg from 'pg'
import { Problem } from '../problem/problem.ts'

const longest = 300
/** What looks like a credential, wherever it stands in a message. */
const secrets: readonly [RegExp, string][] = [
  [/\/\/[^/\s@]+@/g, '//…@'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 …'],
  [/\b([\w-]*(?:password|passwd|secret|token|api[-_]?key))(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&,;]+)/gi, '$1$2…'],
]
const redact = (text: string) => secrets.reduce((kept, [pattern, by]) => kept.replace(pattern, by), text)

/**
 * One line about a failure that may be stored and shown to an operator: no values of rows (PostgreSQL quotes them in
 * its details), no credentials, at most 300 characters.
 */
export function describeError(error: unknown): string {
  if (error instanceof Problem) {
    const fields = (error.details.fields ?? []).map(({ field, code }) => `${field} ${code}`)
    return redact([error.message, ...fields].join('; ')).slice(0, longest)
  }
  if (error instanceof pg.DatabaseError)
    return `PostgreSQL ${error.code}${error.constraint ? ` (${error.constraint})` : ''}`
  if (error instanceof Error) return redact(`${error.name}: ${error.message}`).slice(0, longest)
  return redact(`Thrown: ${String(error)}`).slice(0, longest)
}
