import { useQuery } from '@tanstack/react-query'
import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { LifecycleBar } from '../../ui/LifecycleBar.tsx'
import { type RecordRow, stateOf } from '../model/record.ts'
import { entered } from './entered.ts'
import { historyOptions } from './queries.ts'

/** Enough of the history to find every change of state of a usual life. */
const looked = 100

/** The bar above a record that has a life, with the day each step was reached. */
export function Life({
  entity,
  path,
  row,
}: {
  readonly entity: EntityMeta
  readonly path: string
  readonly row: RecordRow
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { phone } = usePreferences()
  const { data } = useQuery({ ...historyOptions(path, row.id, looked), enabled: entity.lifecycle.length > 0 })
  if (entity.lifecycle.length === 0) return null
  const times = entered(data?.data ?? [], entity.lifecycle[0], row.createdAt)
  const now = entity.lifecycle.indexOf(row.status ?? '')
  const past = (at: number) => (now === -1 ? true : at <= now)
  const steps = entity.lifecycle.map((name, at) => {
    const state = stateOf(entity, name)
    const time = past(at) ? times.get(name) : undefined
    return {
      name,
      label: state?.label ?? name,
      tone: state?.tone ?? ('unstarted' as const),
      note: time && formats.date(formats.day(time)),
    }
  })
  const reached = [...entity.lifecycle].reverse().find(name => times.has(name))
  return (
    <div className="record-life">
      <LifecycleBar
        label={t('generic.record.life')}
        steps={steps}
        current={row.status}
        reached={now === -1 ? reached : undefined}
        compact={phone}
      />
    </div>
  )
}
