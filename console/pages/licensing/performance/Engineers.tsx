import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { isGranted } from '../../../app/permission.ts'
import { useSession } from '../../../app/session.tsx'
import { type Counted, type EngineerWork, useEngineers } from '../deployments/engineers.ts'
import { Board, type Column, Count } from './Board.tsx'
import type { Period } from './periods.ts'

interface LinkedProps {
  readonly counted: Counted | null
  readonly className?: string
  readonly of?: number | null
}
const Linked = ({ counted, className, of = null }: LinkedProps) =>
  counted ? (
    <Count
      value={counted.count}
      of={of}
      path={counted.list.collection}
      query={counted.list.query}
      {...(className ? { className } : {})}
    />
  ) : (
    '—'
  )

const rateOf = ({ completed, onTime }: EngineerWork) =>
  completed && onTime && completed.count > 0 ? onTime.count / completed.count : null

/** Engineers: what they completed, how much of it on time, and what they have in hand. */
export function Engineers({ period: { from, to } }: { period: Period }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { permissions } = useSession()
  const may = isGranted(permissions, 'licensing.engineer.read') && isGranted(permissions, 'licensing.deployment.read')
  const { data, error, refetch } = useEngineers({ from, to }, may)
  if (!may) return null
  const percent = (value: number | null) =>
    value === null ? '—' : number(value, { style: 'percent', maximumFractionDigits: 0 })
  const plain = (counted: Counted | null) => counted?.count ?? ''
  const columns: readonly Column<EngineerWork>[] = [
    {
      key: 'completed',
      label: t('performance.completed'),
      cell: ({ completed }) => <Linked counted={completed} />,
      plain: ({ completed }) => plain(completed),
    },
    {
      key: 'onTime',
      label: t('performance.onTime'),
      cell: ({ onTime }) => <Linked counted={onTime} />,
      plain: ({ onTime }) => plain(onTime),
    },
    {
      key: 'rate',
      label: t('performance.onTimeRate'),
      cell: row => percent(rateOf(row)),
      plain: row => percent(rateOf(row)),
    },
    {
      key: 'open',
      label: t('performance.open'),
      cell: ({ open, capacity }) => <Linked counted={open} of={capacity} />,
      plain: ({ open }) => plain(open),
    },
    {
      key: 'overdue',
      label: t('performance.overdue'),
      cell: ({ overdue }) => <Linked counted={overdue} className="figure late" />,
      plain: ({ overdue }) => plain(overdue),
    },
  ]
  const rows = data?.data.toSorted((one, other) => (other.completed?.count ?? 0) - (one.completed?.count ?? 0))
  return (
    <Board
      title={t('performance.engineers')}
      sub={t('performance.engineersSub')}
      first={t('performance.engineer')}
      path="engineers"
      columns={columns}
      rows={rows}
      problem={error}
      onRetry={() => void refetch()}
    />
  )
}
