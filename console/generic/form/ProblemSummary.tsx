import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Problems } from './problems.ts'

const few = 3

/** `lines.1.quantity` as "Lines 2, Quantity". */
function nameOf(path: string, fields: readonly FieldMeta[]): string {
  const [head = '', at, column] = path.split('.')
  const field = fields.find(field => field.name === head)
  const cell = field?.lines?.find(line => line.name === column)
  return [
    field?.label ?? head,
    at && Number.isInteger(Number(at)) ? ` ${Number(at) + 1}` : '',
    cell ? `, ${cell.label}` : '',
  ].join('')
}

interface SummaryProps {
  readonly problems: Problems
  readonly fields: readonly FieldMeta[]
  /** Faults of fields that are not on this form are always told. */
  onGo(field: string): void
}

/** More faults than fit in one look are listed above the form, each a link to its field. */
export function ProblemSummary({ problems, fields, onGo }: SummaryProps) {
  const { t } = useTranslation()
  const all = Object.entries(problems)
  const shown = (path: string) => fields.some(field => field.name === path.split('.')[0])
  const listed = all.length > few ? all : all.filter(([path]) => !shown(path))
  if (listed.length === 0) return null
  return (
    <div className="problem-summary tone-risk" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <b>{t('generic.form.problems', { count: all.length })}</b>
        <ul>
          {listed.map(([path, message]) => (
            <li key={path}>
              <button type="button" onClick={() => onGo(path.split('.')[0] ?? '')}>
                <b>{nameOf(path, fields)}</b> {message}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
