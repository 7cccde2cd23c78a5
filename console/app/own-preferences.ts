import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { useEffect } from 'react'
import type { Accent, Contrast } from '../theme.ts'
import { request } from './api.ts'
import { type DensityChoice, hasOwnChoices, type ModeChoice, usePreferences } from './preferences.tsx'

/** What a person has chosen on any device; null where they have not. */
export interface OwnPreferences {
  readonly theme: ModeChoice | null
  readonly language: Language | null
  readonly density: DensityChoice | null
  readonly accent: Accent | null
  readonly contrast: Contrast | null
  readonly shortcuts: boolean | null
  readonly timeZone: string | null
  readonly notifications: Readonly<Record<string, boolean>>
  readonly mails: Readonly<Record<string, boolean>>
}

export const ownPreferencesQuery = queryOptions({
  queryKey: ['account', 'preferences'],
  queryFn: ({ signal }) => request<OwnPreferences>('GET', '/user/preferences', { signal }),
  staleTime: 5 * 60_000,
})

export const savePreferences = (patch: Partial<OwnPreferences>) =>
  request<OwnPreferences>('PATCH', '/user/preferences', { body: patch })

const choicesOf = ({ theme, language, density, contrast, shortcuts }: OwnPreferences) => ({
  ...(theme && { mode: theme }),
  ...(language && { language }),
  ...(density && { density }),
  ...(contrast && { contrast }),
  ...(shortcuts !== null && { keys: shortcuts }),
})

/**
 * What was chosen on another device holds on one that has no choice of its own yet. Gives the person's time zone, where
 * they have chosen one.
 */
export function useOwnPreferences(hasAccount: boolean): string | undefined {
  const { data } = useQuery({ ...ownPreferencesQuery, enabled: hasAccount })
  const { change, accent } = usePreferences()
  // biome-ignore lint/correctness/useExhaustiveDependencies: applied once, when it arrives.
  useEffect(() => {
    if (!data) return
    const chosen = hasOwnChoices() ? {} : choicesOf(data)
    // The accent is chosen in one place only, so there is no choice of this device to keep.
    const patch = { ...chosen, ...(data.accent !== accent && { accent: data.accent }) }
    if (Object.keys(patch).length > 0) change(patch)
  }, [data])
  return data?.timeZone ?? undefined
}
