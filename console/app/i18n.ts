import type { Language } from '@tenon/kernel/messages/language.ts'
import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'

type Texts = Record<string, unknown>
// Each room of the console keeps its own texts; their top-level keys are the room's, so they merge without a clash.
const files = import.meta.glob<Texts>(['../*/texts/*.json', '!../portal/texts/*.json'], { import: 'default' })

// What only one page, or one part of the generic screens, says comes with it.
const roomFiles = import.meta.glob<Texts>(
  ['../pages/*/texts/*.json', '../generic/*/texts/*.json', '../help/*/texts/*.json', '../portal/texts/*.json'],
  { import: 'default' },
)
const rooms = new Set<string>()

async function textsOf(language: Language): Promise<Texts> {
  const own = Object.entries(files).filter(([path]) => path.endsWith(`/${language}.json`))
  return Object.assign({}, ...(await Promise.all(own.map(([, load]) => load()))))
}
async function addRoom(room: string, language: string): Promise<void> {
  const load = ['pages/', 'generic/', 'help/', '']
    .map(place => roomFiles[`../${place}${room}/texts/${language}.json`])
    .find(Boolean)
  const texts = await load?.()
  i18next.addResourceBundle(language, 'translation', texts ?? {}, true)
}

/** Loads the texts of a room of pages, and from now on also in every language that is changed to. */
export async function loadRoomTexts(room: string): Promise<void> {
  await addRoom(room, i18next.language)
  rooms.add(room)
}

/** Loads one language; the other comes when it is asked for. */
export async function startTexts(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await textsOf(language) } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  })
  return i18next
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await textsOf(language), true)
  await Promise.all([...rooms].map(room => addRoom(room, language)))
  await i18next.changeLanguage(language)
}
