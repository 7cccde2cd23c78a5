import type { Session } from '@tenon/kernel/operations/read.ts'
import { forbidden, invalid } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'

/** Whose things are meant; the platform itself keeps none. */
export function ownerOf({ actor }: Pick<Session, 'actor'>): string {
  if (actor.memberId === null) throw forbidden({ permission: 'workspace' })
  return actor.memberId
}

const word = /^[a-zA-Z0-9._-]{1,120}$/
/** The name under which a person keeps something. */
export function checkKey(key: string | undefined): string {
  if (key !== undefined && word.test(key)) return key
  throw invalid({}, { fields: [{ field: 'key', code: 'INVALID_VALUE' }] })
}

export const keptBody = z.strictObject({
  value: z.unknown().refine(value => value !== undefined, { params: { code: 'REQUIRED' } }),
})

/** The value as JSON text. Throws INVALID when it is longer than `bytes`. */
export function jsonText(value: unknown, bytes: number): string {
  const text = JSON.stringify(value)
  if (Buffer.byteLength(text) > bytes) throw invalid({}, { fields: [{ field: 'value', code: 'TOO_LARGE' }] })
  return text
}
