import { json, type Reply } from '@tenon/kernel/http/route.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { z } from 'zod'
import { codes } from './codes.ts'
import type { Judged } from './judge-license.ts'

/** What a check answers. */

const instant = z.string().nullable()
export const answerSchema = z.object({
  valid: z.boolean(),
  code: z.enum(Object.keys(codes) as [keyof typeof codes, ...(keyof typeof codes)[]]),
  detail: z.string(),
  expiresAt: instant,
  graceUntil: instant,
  entitlements: z.array(
    z.object({ code: z.string(), kind: z.string(), value: z.string().nullable(), expiresOn: z.string().nullable() }),
  ),
})
export type CheckAnswer = z.infer<typeof answerSchema>

export const instantOf = (time: number | null) => (time === null ? null : new Date(time).toISOString())

export const answerOf = (
  { valid, code, expiresAt, graceUntil, entitlements }: Judged,
  language: Language,
): CheckAnswer => ({
  valid,
  code,
  detail: codes[code][language],
  expiresAt: instantOf(expiresAt),
  graceUntil: instantOf(graceUntil),
  entitlements: entitlements.map(({ code, kind, value, until }) => ({ code, kind, value, expiresOn: until })),
})

export const reply = (judged: Judged, language: Language, more: object = {}, status = 200): Reply =>
  json({ ...answerOf(judged, language), ...more }, status)
