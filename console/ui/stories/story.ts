import type { Language } from '@tenon/kernel/messages/language.ts'
import type { ReactNode } from 'react'
import { usePreferences } from '../../app/preferences.tsx'

/** A primitive in its states. Its picture is compared with the one that is kept, in every look. */
export interface Story {
  /** Unique, in the form of a file name: `lifecycle-bar`. */
  readonly name: string
  readonly title: string
  readonly render: () => ReactNode
}

/** A text of a story in the language it is shown in. */
export type Say = (en: string, zh: string) => string

export function useSay(): Say {
  const { language } = usePreferences()
  const texts: Record<Language, Say> = { en: en => en, zh: (_, zh) => zh }
  return texts[language]
}

export const nothing = () => undefined
