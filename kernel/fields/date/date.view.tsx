import { fieldView, type Problem, useFieldKit } from '../field-view.ts'

/** Also what spreadsheets paste: 2026/3/9, 2026.3.9, 2026年3月9日. */
export function parseDay(text: string) {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim())
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text.trim() || null
}

export function dayProblem(value: unknown): Problem | undefined {
  const day = String(value)
  const known = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`))
  const same = known && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return same ? undefined : { code: 'INVALID_DATE' }
}

export const dateView = fieldView<string>({
  Cell: ({ value }) => <time dateTime={value}>{useFieldKit().format.day(value)}</time>,
  Value: ({ value }) => (
    <time className="num" dateTime={value} title={value}>
      {useFieldKit().format.day(value)}
    </time>
  ),
  Control: props => {
    const { PickDay } = useFieldKit()
    return <PickDay {...props} />
  },
  text: (value, _field, kit) => kit.format.day(value),
  problem: dayProblem,
  parse: parseDay,
  width: [106, 0.7],
})

export const instantView = fieldView<string>({
  Cell: ({ value }) => <time dateTime={value}>{useFieldKit().format.instant(value)}</time>,
  Value: ({ value }) => (
    <time className="num" dateTime={value} title={value}>
      {useFieldKit().format.instant(value)}
    </time>
  ),
  Control: props => {
    const { PickInstant } = useFieldKit()
    return <PickInstant {...props} />
  },
  text: (value, _field, kit) => kit.format.instant(value),
  problem: value => (Number.isNaN(Date.parse(String(value))) ? { code: 'INVALID_DATE' } : undefined),
  width: [136, 0.8],
})
