import type { Grant } from '@tenon/kernel/access/grant.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { z } from 'zod'
import type { Assignment } from '../standing/standing.ts'
import { originOf } from './subject.ts'
import { scopeText, viaText } from './words.ts'

const via = z.object({
  kind: z.enum(['direct', 'department', 'position', 'emergency', 'membership']),
  id: z.string().nullable(),
  name: z.string().nullable(),
})

/** A grant as it is explained: which role gives it, how that role is held, how far it reaches. */
export const grantView = z.object({
  role: z.object({ id: z.string(), name: z.string() }),
  via,
  scope: z.string(),
  scopeText: z.string(),
  fields: z.array(z.string()).nullable(),
  masked: z.array(z.string()),
  text: z.string(),
})
export type GrantView = z.infer<typeof grantView>

export const roleHeld = z.object({
  id: z.string(),
  name: z.string(),
  via,
  site: z.string().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  inForce: z.boolean(),
})

export const roleName = ({ role }: Assignment, language: Language) =>
  language === 'zh' ? (role.nameZh ?? role.name) : role.name

/** A role and how it is held, in one phrase. */
export const sourceText = (origin: Assignment, language: Language) =>
  `${roleName(origin, language)} (${viaText(origin, language)})`

export function viewOf(grant: Grant, language: Language): GrantView {
  const origin = originOf(grant)
  const reach = scopeText(grant, language)
  return {
    role: { id: origin.role.id, name: roleName(origin, language) },
    via: origin.via,
    scope: grant.rows.map(({ scope }) => scope).join('+') || 'tenant',
    scopeText: reach,
    fields: grant.fields === null ? null : [...grant.fields],
    masked: [...(grant.masked ?? [])],
    text: `${sourceText(origin, language)}: ${reach}`,
  }
}
