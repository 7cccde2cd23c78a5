import { labelsOf } from '../../derive/labels.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import { type AnyEntity, titleFields } from '../../entity/entity.ts'
import type { AnyField, Fields } from '../../fields/field.ts'
import { languages } from '../../messages/language.ts'

/** Letters and digits alone, so that `Company name`, `company_name` and `CompanyName` are one. */
export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** What files call the column by which they know a record. */
const keyWords = new Set([
  'id',
  'no',
  'nr',
  'nbr',
  'num',
  'number',
  'code',
  'key',
  '编号',
  '编码',
  '代码',
  '代号',
  '号',
])
const nameWords = ['', 'name', 'title', 'id', 'no', 'number', 'code', '名称', '编号', '代码']
const givenName = new Set(['firstname', 'givenname', 'forename', '名'])
const familyName = new Set(['lastname', 'familyname', 'surname', '姓'])
const ownCode = /(?:id|no|nr|number|code|编号|编码|代码)$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const singular = (word: string) => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '')

/** What a header may begin with and mean nothing by: `CompanyName` among companies is the name. */
function nounsOf(catalog: Catalog, { entity, path, facet }: Collection): string[] {
  const nouns = languages.flatMap(language => {
    const labels = labelsOf(catalog, language)
    return [labels.entity(entity).one, ...(facet ? [labels.facet(entity, path).one] : [])]
  })
  const facets = Object.keys(entity.facets ?? {}).map(singular)
  return [...new Set([entity.noun, singular(path), ...facets, ...nouns].map(plain))].filter(Boolean)
}

/** Every spelling of every field, the field's own name first. */
function spellings(catalog: Catalog, entity: AnyEntity, fields: readonly string[]): Map<string, string> {
  const known = new Map<string, string>()
  const add = (text: string, field: string) => {
    const key = plain(text)
    if (key && !known.has(key)) known.set(key, field)
  }
  const aliases = (entity.importAliases ?? {}) as Readonly<Record<string, readonly string[]>>
  const labels = (field: string) => languages.map(language => labelsOf(catalog, language).field(entity, field).label)
  for (const field of fields) add(field, field)
  for (const field of fields) for (const label of labels(field)) add(label, field)
  for (const field of fields) for (const alias of aliases[field] ?? []) add(alias, field)
  for (const field of fields) {
    if (!(entity.fields as Fields)[field]?.kind.refersTo) continue
    for (const word of nameWords) for (const name of [field, ...labels(field)]) add(name + word, field)
  }
  return known
}

function codeField(entity: AnyEntity, fields: readonly string[]): string | undefined {
  const kindOf = (name: string): AnyField['kind'] | undefined => (entity.fields as Fields)[name]?.kind
  return ['code', 'number', 'sku'].find(name => fields.includes(name)) ?? fields.find(name => kindOf(name)?.series)
}

export interface Guess {
  readonly field: string | null
  readonly part?: number
}

/** A reader of headers: the field that each most likely means, or null. */
export function guessField(request: {
  catalog: Catalog
  collection: Collection
  importable: readonly string[]
  headers: readonly string[]
}) {
  const { catalog, collection, importable, headers } = request
  const { entity } = collection
  const known = spellings(
    catalog,
    entity,
    importable.filter(name => name !== 'id'),
  )
  const nouns = nounsOf(catalog, collection)
  const code = codeField(entity, importable)
  const [name] = titleFields(entity)
  const all = headers.map(plain)
  const splitsName = all.some(header => givenName.has(header)) && all.some(header => familyName.has(header))

  const meaning = (word: string) => known.get(word) ?? (keyWords.has(word) ? code : undefined)
  const withoutNoun = (word: string) =>
    nouns
      .filter(noun => word.startsWith(noun) && word !== noun)
      .map(noun => meaning(word.slice(noun.length)))
      .find(Boolean)
  const clear = (word: string) => meaning(word) ?? withoutNoun(word)
  /** A file's first column that is some id or code is the records' own, whatever the file calls them. */
  const isOwnCode = (word: string) => word === all[0] && ownCode.test(word) && !all.some(other => clear(other) === code)
  return (header: string, samples: readonly string[]): Guess => {
    const word = plain(header)
    const isId = word === 'id' && samples.length > 0 && samples.every(sample => uuid.test(sample))
    if (isId && importable.includes('id')) return { field: 'id' }
    const field = clear(word) ?? (code && isOwnCode(word) ? code : undefined)
    if (field) return { field }
    if (splitsName && name && importable.includes(name)) {
      if (givenName.has(word)) return { field: name, part: 0 }
      if (familyName.has(word)) return { field: name, part: 1 }
    }
    return { field: null }
  }
}
