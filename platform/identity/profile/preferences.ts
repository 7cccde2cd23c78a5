import type { Statement } from '@tenon/kernel/data/batch.ts'
import { languages } from '@tenon/kernel/messages/language.ts'
import { z } from 'zod'
import { accents } from '../organisation/appearance.entity.ts'

const isTimeZone = (name: string) => name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)

/** Of each kind of notice yes or no. */
const byKind = z
  .record(z.string().regex(/^[a-z][\w.]{0,59}$/i), z.boolean())
  .refine(kinds => Object.keys(kinds).length <= 200, { params: { code: 'TOO_MANY' } })

const shape = {
  theme: z.enum(['light', 'dark', 'system']).nullable(),
  language: z.enum(languages).nullable(),
  density: z.enum(['comfortable', 'standard', 'compact']).nullable(),
  /** Null for the organisation's. */
  accent: z.enum(accents).nullable(),
  contrast: z.enum(['normal', 'more']).nullable(),
  /** Whether single keys act; they can be turned off (WCAG 2.1.4). */
  shortcuts: z.boolean().nullable(),
  /** As IANA calls it; null for that of the organisation. */
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, { params: { code: 'NOT_AN_OPTION' } })
    .nullable(),
  /** By kind of notice: whether it is wanted. What is left out is. */
  notifications: byKind,
  /** By kind of notice: whether it is mailed. What is left out is where its system has it mailed. */
  mails: byKind,
}
export const preferences = z.object(shape)
export const preferencesPatch = z.strictObject(shape).partial()
export type Preferences = z.infer<typeof preferences>

const unset: Preferences = {
  theme: null,
  language: null,
  density: null,
  accent: null,
  contrast: null,
  shortcuts: null,
  timeZone: null,
  notifications: {},
  mails: {},
}

/** What is stored; what it no longer fits, since a choice was taken away, counts as not chosen. */
export function readPreferences(stored: string | null | undefined): Preferences {
  const found = JSON.parse(stored ?? '{}') as Record<string, unknown>
  const kept = Object.entries(shape).flatMap(([name, schema]) => {
    const result = schema.safeParse(found[name])
    return result.success ? [[name, result.data]] : []
  })
  return { ...unset, ...Object.fromEntries(kept) }
}

export const findPreferences = (userId: string): Statement => ({
  text: 'select preferences::text from auth."user" where id = $1',
  values: [userId],
})
/** Each choice by itself, so that two devices at once do not undo each other's. */
export const changePreferences = (userId: string, patch: Partial<Preferences>): Statement => ({
  text: `update auth."user" set preferences = preferences || $2::jsonb where id = $1 returning preferences::text`,
  values: [userId, JSON.stringify(patch)],
})
