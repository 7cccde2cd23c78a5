import { queryOptions } from '@tanstack/react-query'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { request } from './api.ts'
import type { DensityChoice, ModeChoice } from './preferences.tsx'

/** What a person has chosen on any device; null where they have not. */
export interface OwnPreferences {
  readonly theme: ModeChoice | null
  readonly language: Language | null
  readonly density: DensityChoice | null
  readonly timeZone: string | null
  readonly notifications: Readonly<Record<string, boolean>>
}

export const ownPreferencesQuery = queryOptions({
  queryKey: ['account', 'preferences'],
  queryFn: ({ signal }) => request<OwnPreferences>('GET', '/user/preferences', { signal }),
  staleTime: 5 * 60_000,
})

export const savePreferences = (patch: Partial<OwnPreferences>) =>
  request<OwnPreferences>('PATCH', '/user/preferences', { body: patch })
