import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shiftDay } from '../../../app/days.ts'
import { useFormats } from '../../../app/formats.ts'
import { useSummary } from '../../../app/summary.ts'
import type { AboveProps } from '../../../generic/list/above.ts'
import { useKeys } from '../../../generic/useKeys.ts'
import { cx } from '../../../ui/class-names.ts'
import { StatusGlyph } from '../../../ui/StatusGlyph.tsx'
import { ListLink } from '../../home/ListLink.tsx'
import { Keys } from './Keys.tsx'
import { MuteDialog } from './MuteDialog.tsx'
import { useActOnCurrent } from './useActOnCurrent.tsx'
import '../licensing.css'

const severities: readonly (readonly [name: string, tone: Tone])[] = [
  ['critical', 'risk'],
  ['warning', 'issue'],
  ['notice', 'processing'],
]
const severityKey = 'filter[severity]'

/** How grave what stands in the list is, and the keys to see to it one after the other. */
export function AlertInbox({ collection, query, current, phone }: AboveProps) {
  const { t } = useTranslation()
  const { number, today } = useFormats()
  const { entity, path } = collection
  const { [severityKey]: asked, ...others } = query
  const summary = useSummary(path, { ...others, group: 'severity', measure: 'count' })
  const acts = useActOnCurrent(collection, current)
  const [muting, setMuting] = useState(false)
  const acknowledge = acts.open('acknowledge')
  const assign = acts.open('assign')
  const mute = acts.offered('mute') && (() => setMuting(true))
  useKeys({ a: acknowledge, m: mute, 'Shift+a': assign })
  const options = entity.fields.find(({ name }) => name === 'severity')?.options
  const label = (name: string) => options?.find(({ value }) => value === name)?.label ?? name
  const countOf = (name: string) => summary.data?.groups.find(({ keys }) => keys[0] === name)?.count ?? 0
  return (
    <div className="above inbox-strip">
      <nav className="inbox-counts" aria-label={t('alerts.severities')}>
        {severities.map(([name, tone]) => (
          <ListLink
            key={name}
            path={path}
            query={asked === name ? others : { ...others, [severityKey]: name }}
            className={cx('inbox-count', asked === name && 'inbox-count-on')}
          >
            <StatusGlyph tone={tone} />
            {label(name)}
            <b className="num">{summary.data ? number(countOf(name)) : '\u00a0'}</b>
          </ListLink>
        ))}
      </nav>
      <span className="spread" />
      {!phone && (
        <Keys
          hints={[
            { keys: 'j k', label: t('alerts.move') },
            { keys: 'a', label: t('alerts.acknowledge'), onRun: acknowledge },
            { keys: 'm', label: t('alerts.mute'), onRun: mute },
            { keys: 'shift a', label: t('alerts.assign'), onRun: assign },
          ]}
        />
      )}
      {muting && current && (
        <MuteDialog
          title={String(current.no ?? '')}
          onMute={days => {
            setMuting(false)
            acts.run('mute', { until: shiftDay(today, days) })
          }}
          onOther={() => {
            setMuting(false)
            acts.open('mute')?.()
          }}
          onClose={() => setMuting(false)}
        />
      )}
      {acts.panel}
    </div>
  )
}
