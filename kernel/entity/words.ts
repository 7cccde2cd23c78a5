import type { Language, Phrase } from '../messages/language.ts'
import type { AnyEntity } from './entity.ts'
import type { System, Texts } from './system.ts'

type Tree = { readonly [key: string]: Tree | string | undefined }

const systems = new WeakMap<AnyEntity, System['messages']>()

/** Told once for every deployed system, so that refusals can name kinds of records and states in the reader's words. */
export function keepWords({ entities, messages }: Pick<System, 'entities' | 'messages'>): void {
  for (const entity of entities) systems.set(entity, messages)
}

function wordsAt(entity: AnyEntity, language: Language, path: readonly string[]): string | undefined {
  const messages: Texts | undefined = systems.get(entity)?.[language]
  const found = ['entities', entity.noun, ...path].reduce<Tree | string | undefined>(
    (node, key) => (typeof node === 'object' ? node[key] : undefined),
    messages as Tree | undefined,
  )
  return typeof found === 'string' ? found : undefined
}

const phrase = (entity: AnyEntity, path: readonly string[], otherwise: string): Phrase => ({
  en: wordsAt(entity, 'en', path) ?? otherwise,
  zh: wordsAt(entity, 'zh', path) ?? otherwise,
})

/** `In use`, `使用中` */
export const stateWords = (entity: AnyEntity, state: string) => phrase(entity, ['states', state], state)
/** `Licences`, `许可证` */
export const kindWords = (entity: AnyEntity) => phrase(entity, ['many'], entity.path ?? entity.noun)

/** Several as one: `Licences, Contacts`. */
export const listed = (phrases: readonly Phrase[]): Phrase => ({
  en: phrases.map(({ en }) => en).join(', '),
  zh: phrases.map(({ zh }) => zh).join('、'),
})
