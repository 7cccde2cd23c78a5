import { useQuery } from '@tanstack/react-query'
import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { LifecycleBar, type LifecycleStep } from '../../ui/LifecycleBar.tsx'
import { type RecordRow, stateOf } from '../model/record.ts'
import { nextDeadline } from './deadline.ts'
import { entered } from './entered.ts'
import { historyOptions } from './queries.ts'

/** Enough of the history to find every change of state of a usual life. */
const looked = 100
/** From here on a deadline is worth a colour. */
const soon = 30

interface LifeProps {
  readonly entity: EntityMeta
  readonly path: string
  readonly row: RecordRow
  /** A row of bars and a line of words, where there is no room for more. */
  readonly compact?: boolean
}

/** What comes: the next of the record's days, by its name, and how far it is. */
function useComing(entity: EntityMeta, row: RecordRow) {
  const { t } = useTranslation()
  const formats = useFormats()
  const next = nextDeadline(entity, row, formats.today)
  if (!next) return undefined
  const days = formats.daysUntil(next.day)
  const distance = days === 0 ? t('generic.filter.today') : t('generic.filter.inDays', { count: days })
  // Near, the distance says more than the date; far off it is the other way round.
  return days <= soon
    ? { note: next.field.label, hint: distance, isSoon: true }
    : { note: `${next.field.label} ${formats.date(next.day)}` }
}

/** The bar above a record that has a life: the day each step was reached, and what is due next. */
export function Life({ entity, path, row, compact }: LifeProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { phone } = usePreferences()
  const coming = useComing(entity, row)
  const { data } = useQuery({ ...historyOptions(path, row.id, looked), enabled: entity.lifecycle.length > 0 })
  if (entity.lifecycle.length === 0) return null
  const times = entered(data?.data ?? [], entity.lifecycle[0], row.createdAt)
  const now = entity.lifecycle.indexOf(row.status ?? '')
  const isOver = now === -1
  const noteOf = (name: string, at: number) => {
    const time = isOver || at <= now ? times.get(name) : undefined
    if (time) return formats.date(formats.day(time))
    return at === now + 1 && !isOver ? coming?.note : undefined
  }
  const steps = entity.lifecycle.map((name, at): LifecycleStep => {
    const state = stateOf(entity, name)
    return {
      name,
      label: state?.label ?? name,
      tone: state?.tone ?? 'unstarted',
      note: noteOf(name, at),
      ...(at === now + 1 && !isOver && coming?.isSoon && { hint: coming.hint, isSoon: true }),
    }
  })
  const reached = entity.lifecycle.toReversed().find(name => times.has(name))
  return (
    <div className="record-life">
      <LifecycleBar
        label={t('generic.record.life')}
        steps={steps}
        current={row.status}
        reached={isOver ? reached : undefined}
        compact={compact || phone}
      />
    </div>
  )
}
