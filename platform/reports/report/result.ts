import { labelsOf } from '@tenon/kernel/derive/labels.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import type { Money } from '@tenon/kernel/fields/money/money.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { type SummaryReply, summarize } from '@tenon/kernel/operations/summarize.ts'
import type { Asked } from './report-file.ts'

type Cell = string | number | null
interface Column {
  readonly header: string
  readonly isNumber: boolean
}
/** What a pivot or chart shows, as rows: one for each group, and the whole as the last one. */
export interface Result {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

const words = {
  en: {
    count: 'Number',
    whole: 'Total',
    none: '(none)',
    true: 'Yes',
    false: 'No',
    sum: (field: string) => `Sum of ${field}`,
    avg: (field: string) => `Average of ${field}`,
    min: (field: string) => `Least ${field}`,
    max: (field: string) => `Greatest ${field}`,
  },
  zh: {
    count: '数量',
    whole: '合计',
    none: '（空）',
    true: '是',
    false: '否',
    sum: (field: string) => `${field}合计`,
    avg: (field: string) => `${field}平均值`,
    min: (field: string) => `${field}最小值`,
    max: (field: string) => `${field}最大值`,
  },
} as const
type MeasureWord = 'sum' | 'avg' | 'min' | 'max'

/** A period by as much of its first day as tells it apart. */
const periodName = (day: string, unit: string) =>
  unit === 'year' ? day.slice(0, 4) : unit === 'month' ? day.slice(0, 7) : day

function keyName(key: string | null, title: string | null, group: string, language: Language): string {
  const say = words[language]
  if (key === null) return say.none
  const [, unit] = group.split(':')
  if (unit) return periodName(key, unit)
  return title ?? (key === 'true' || key === 'false' ? say[key] : key)
}

const isMoney = (value: unknown): value is readonly Money[] => Array.isArray(value)
const currenciesIn = ({ groups, total }: SummaryReply, measure: string) => [
  ...new Set(
    [...groups, total].flatMap(({ values }) => (isMoney(values[measure]) ? values[measure] : [])).map(m => m.currency),
  ),
]

/** The columns of a measure: of money one for each currency, because currencies are never added up. */
function measureColumns(reply: SummaryReply, measure: string, header: string) {
  const currencies = currenciesIn(reply, measure)
  if (currencies.length === 0 && !isMoney(reply.total.values[measure]))
    return [{ header, read: (values: SummaryReply['total']['values']) => (values[measure] as Cell) ?? null }]
  return currencies.map(currency => ({
    header: `${header} (${currency})`,
    read: (values: SummaryReply['total']['values']) => {
      const money = (values[measure] as readonly Money[]).find(one => one.currency === currency)
      return money ? Number(money.amount) : null
    },
  }))
}

function headerOf(label: (name: string) => string, measure: string, language: Language): string {
  const [verb, field = ''] = measure.split(':')
  return words[language][verb as MeasureWord](label(field))
}

/** Throws FORBIDDEN for what the reader may not list and INVALID for what they cannot ask. */
export async function resultOf(session: Session, catalog: Catalog, { collection, definition }: Asked): Promise<Result> {
  const { language } = session.actor
  const { query, group, measures } = definition
  const asked = measures.filter(measure => measure !== 'count')
  const params = { ...query, group: group.join(','), measure: asked.join(',') }
  const reply = await summarize({ session, catalog, language }, collection, params)
  const label = (name: string) => labelsOf(catalog, language).field(collection.entity as AnyEntity, name).label
  const measured = asked.flatMap(measure => measureColumns(reply, measure, headerOf(label, measure, language)))
  const say = words[language]
  const row = (names: readonly string[], { count, values }: SummaryReply['total']): Cell[] => [
    ...names,
    count,
    ...measured.map(({ read }) => read(values)),
  ]
  const groups = reply.groups.map(one =>
    row(
      one.keys.map((key, i) => keyName(key, one.titles[i] ?? null, group[i] ?? '', language)),
      one,
    ),
  )
  const whole = row(
    group.map((_, i) => (i === 0 ? say.whole : '')),
    reply.total,
  )
  return {
    columns: [
      ...group.map(name => ({ header: label(name.split(':')[0] as string), isNumber: false })),
      { header: say.count, isNumber: true },
      ...measured.map(({ header }) => ({ header, isNumber: true })),
    ],
    rows: [...groups, whole],
  }
}
