import { labelsOf } from '@tenon/kernel/derive/labels.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import type { Param } from './notify.ts'

/** The texts of one kind, as its system's messages have them under `notices`. */
interface Texts {
  readonly label: string
  /** One wording, or several of which `params.case` chooses. */
  readonly text: string | Readonly<Record<string, string>>
}
export interface Words {
  /** What is said, where `{name}` stands for a param. */
  say(kind: string, params: Readonly<Record<string, Param>>): string
  /** How the kind itself is called, where one chooses what one wants to be told. */
  label(kind: string): string
  /** What records of a collection are called, one of them. */
  thing(collection: string): string
}

const numbers = { en: new Intl.NumberFormat('en'), zh: new Intl.NumberFormat('zh') }

function textsOf(catalog: Catalog, language: Language): ReadonlyMap<string, Texts> {
  return new Map(
    catalog.systems.flatMap(({ notices, messages }) => {
      const all = (messages[language].notices ?? {}) as Record<string, Texts>
      return notices.map(kind => [kind, all[kind] ?? { label: kind, text: kind }] as const)
    }),
  )
}

export function wordsOf(catalog: Catalog, language: Language): Words {
  const texts = textsOf(catalog, language)
  const labels = labelsOf(catalog, language)
  const named = (path: string) => {
    const found = catalog.collections.find(collection => collection.path === path)
    if (!found) return undefined
    return found.facet ? labels.facet(found.entity, path) : labels.entity(found.entity)
  }
  function spell(param: Param | undefined): string {
    if (typeof param === 'number') return numbers[language].format(param)
    if (typeof param === 'object')
      return 'collection' in param ? (named(param.collection)?.many ?? '') : param[language]
    return param ?? ''
  }
  return {
    label: kind => texts.get(kind)?.label ?? kind,
    thing: collection => named(collection)?.one ?? '',
    say: (kind, params) => {
      const text = texts.get(kind)?.text ?? kind
      const wording = typeof text === 'string' ? text : (text[String(params.case)] ?? Object.values(text)[0] ?? kind)
      return wording.replace(/\{(\w+)\}/g, (_, name: string) => spell(params[name])).trim()
    },
  }
}

/** Every kind of notice there is. Throws an Error for one that is declared twice. */
export function kindsOf(catalog: Catalog): readonly string[] {
  const kinds = catalog.systems.flatMap(system => system.notices)
  const twice = kinds.find((kind, at) => kinds.indexOf(kind) !== at)
  if (twice) throw new Error(`The notice ${twice} is declared twice`)
  return kinds
}

/** The kinds that are mailed to whoever has not chosen otherwise. Throws an Error for one that is no kind. */
export function mailedKinds(catalog: Catalog): ReadonlySet<string> {
  const mailed = catalog.systems.flatMap(system => system.mailed)
  const unknown = mailed.find(kind => !kindsOf(catalog).includes(kind))
  if (unknown) throw new Error(`${unknown} is to be mailed, and no system declares such a notice`)
  return new Set(mailed)
}
