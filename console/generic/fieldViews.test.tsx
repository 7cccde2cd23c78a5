import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import type { AnyField } from '@tenon/kernel/fields/field.ts'
import { expect, test } from 'vitest'
import { viewOf } from './fieldViews.tsx'
import { paste } from './model/lines.ts'

const limits = ['min', 'max', 'maxLength', 'scale', 'currency'] as const
/** The metadata of a field, as far as its view looks at it. */
function metaOf({ kind }: AnyField): FieldMeta {
  const limit = Object.fromEntries(limits.flatMap(key => (kind.ui[key] === undefined ? [] : [[key, kind.ui[key]]])))
  const options = (kind.ui.options as string[] | undefined)?.map(value => ({ value, label: value.toUpperCase() }))
  return {
    name: 'it',
    kind: kind.name,
    label: 'It',
    required: true,
    writable: true,
    nullable: false,
    sortable: true,
    operators: [],
    ...limit,
    ...(options && { options }),
  }
}

const money = (amount: string, currency = 'CNY') => ({ amount, currency })
const cases: readonly [AnyField, readonly unknown[]][] = [
  [field.text({ max: 5 }), ['a', 'abcde', 'abcdef', ' ab ']],
  [field.integer({ min: 1, max: 100 }), [1, 100, 0, 101, 1.5, 'ten', -3]],
  [field.decimal({ scale: 2 }), ['1', '1.5', '-0.25', '1.255', 'x', '1,5']],
  [
    field.money({ min: 0 }),
    [
      money('12'),
      money('12.50'),
      money('12.505'),
      money('-1'),
      money('x'),
      money('12.5', 'JPY'),
      money('1.234', 'KWD'),
    ],
  ],
  [field.date(), ['2026-02-28', '2028-02-29', '2026-02-29', '2026-13-01', 'soon']],
  [field.choice(['a', 'b']), ['a', 'c']],
  [field.email(), ['a@b.example', 'a@b', 'nobody', 'a b@c.de']],
  [field.phone(), ['+86 21 5555 0100', '(5) 555-4729', '030-0074321 x12', 'call me']],
  [field.url(), ['https://a.example/x?y=1', 'http://a.example', 'javascript:alert(1)', 'a.example']],
]

test.each(cases.map(([kind, values]) => [kind.kind.name, kind, values] as const))(
  'a form never refuses a %s that the server takes, and names what it refuses',
  (_, kind, values) => {
    const meta = metaOf(kind)
    const judged = values.map(value => [value, viewOf(meta).problem?.(value, meta) === undefined])
    expect(judged).toEqual(values.map(value => [value, kind.kind.schema.safeParse(value).success]))
  },
)

test('cells of a spreadsheet fall over the lines from the cell they were pasted into', () => {
  const columns = [
    { ...metaOf(field.choice(['lead', 'support'])), name: 'role' },
    { ...metaOf(field.integer()), name: 'days' },
    { ...metaOf(field.date()), name: 'from' },
  ]
  const lines = paste([{ role: 'lead', days: 1 }], {
    columns,
    at: 0,
    from: 1,
    rows: [
      ['1,200', '2026/3/9'],
      ['3', ''],
    ],
    read: (text, column) => viewOf(column).parse?.(text, column) ?? text,
  })
  expect(lines).toEqual([
    { role: 'lead', days: 1200, from: '2026-03-09' },
    { days: 3, from: null },
  ])
})
