export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]
export type Phrase = Readonly<Record<Language, string>>

/** The first language of an Accept-Language header that the product speaks; English otherwise. */
export function preferredLanguage(header: string | undefined): Language {
  for (const part of header?.split(',') ?? []) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === 'zh' || tag === 'en') return tag
  }
  return 'en'
}
