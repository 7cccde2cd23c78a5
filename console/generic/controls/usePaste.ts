import { useQueryClient } from '@tanstack/react-query'
import type { EntityMeta, FieldMeta, Meta } from '@tenon/kernel/derive/meta-types.ts'
import type { Found } from '@tenon/kernel/fields/field-view.ts'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { viewOf } from '../fieldViews.tsx'
import { type Line, paste } from '../model/lines.ts'
import { readable } from '../model/pasted.ts'
import { foundOf, type RecordRow } from '../model/record.ts'

interface Place {
  readonly field: FieldMeta
  readonly columns: readonly FieldMeta[]
  readonly at: number
  readonly from: number
}
/** A text of the clipboard as the value it names; a text that names none stays, and its cell says so. */
type Reader = (text: string, column: FieldMeta) => unknown

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()
/** More different names in one block are left to the person: each is a question to the server. */
const mostNames = 60

/** Reads a block of cells copied from a spreadsheet: local numbers and days, labels of either language, names of records. */
export function usePaste() {
  const client = useQueryClient()
  const meta = useMeta()
  const { language } = usePreferences()
  const otherLanguage = language === 'zh' ? 'en' : 'zh'

  const otherMeta = () =>
    client.fetchQuery({
      queryKey: ['meta', otherLanguage, 'labels'],
      queryFn: () => request<Meta>('GET', '/meta', { language: otherLanguage }),
      staleTime: Number.POSITIVE_INFINITY,
    })
  const findRecord = async ({ refersTo }: FieldMeta, name: string): Promise<Found | undefined> => {
    if (!refersTo) return undefined
    const { path, entity } = refersTo
    const query = { search: name, 'page[size]': 5 }
    const { data } = await request<{ data: RecordRow[] }>('GET', `/${path}`, { query })
    const fitting = data.map(row => foundOf(meta.entities[entity], row)).filter(({ title }) => same(title, name))
    return fitting.length === 1 ? fitting[0] : undefined
  }

  return async (lines: readonly Line[], rows: readonly (readonly string[])[], { field, columns, at, from }: Place) => {
    const wanted = columns.slice(from, from + Math.max(...rows.map(cells => cells.length)))
    const otherwise = navigator.language === 'en-US' ? 'monthFirst' : 'dayFirst'
    const read = wanted.map((column, right) =>
      readable(
        column,
        rows.map(cells => cells[right] ?? ''),
        otherwise,
      ),
    )
    const plain = rows.map((cells, down) => cells.map((_, right) => read[right]?.[down] ?? ''))
    const words = await labelsOf(field, wanted, read, otherMeta)
    const found = await recordsOf(wanted, read, findRecord)
    const reader: Reader = (text, column) =>
      words.get(column.name)?.get(text.toLowerCase()) ??
      found.get(column.name)?.get(text) ??
      viewOf(column).parse?.(text, column) ??
      text
    return paste(lines, { columns, at, from, rows: plain, read: reader })
  }
}

const isUnknown = (column: FieldMeta, text: string) =>
  text !== '' && !column.options?.some(({ value, label }) => same(value, text) || same(label, text))

/** Asked for only when a text is no option in the language on screen. */
async function labelsOf(
  field: FieldMeta,
  columns: readonly FieldMeta[],
  read: readonly (readonly string[])[],
  otherMeta: () => Promise<Meta>,
) {
  const choices = columns.filter((column, at) => column.options && read[at]?.some(text => isUnknown(column, text)))
  if (choices.length === 0) return new Map<string, Map<string, string>>()
  const entities: readonly EntityMeta[] = Object.values((await otherMeta()).entities)
  const lines = entities
    .flatMap(entity => entity.fields)
    .filter(({ name, kind }) => name === field.name && kind === 'lines')
  return new Map(
    choices.map(({ name }) => {
      const options = lines.flatMap(each => each.lines?.find(column => column.name === name)?.options ?? [])
      return [name, new Map(options.map(({ label, value }) => [label.toLowerCase(), value]))]
    }),
  )
}

async function recordsOf(
  columns: readonly FieldMeta[],
  read: readonly (readonly string[])[],
  find: (column: FieldMeta, name: string) => Promise<Found | undefined>,
) {
  const found = new Map<string, Map<string, Found>>()
  for (const [at, column] of columns.entries()) {
    if (column.kind !== 'ref') continue
    const names = [...new Set(read[at]?.filter(text => text !== ''))].slice(0, mostNames)
    const records = await Promise.all(names.map(async name => [name, await find(column, name)] as const))
    found.set(column.name, new Map(records.flatMap(([name, record]) => (record ? [[name, record]] : []))))
  }
  return found
}
