import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { useFound } from '../../generic/controls/FindRecord.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Format, Sending } from './queries.ts'
import { hourName, weekdayName } from './useRhythm.ts'
import '../../generic/generic.css'

interface ScheduleDialogProps {
  readonly sending: Sending | null
  onChange(sending: Sending | null): void
  onClose(): void
}
const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

/** When the report is mailed, in which form, to whom; everyone gets what they may see themselves. */
export function ScheduleDialog({ sending, onChange, onClose }: ScheduleDialogProps) {
  const { t, i18n } = useTranslation()
  const { person } = useSession()
  const own = { every: 'week', hour: 8, day: 1, format: 'xlsx', recipients: [person.id] } as const
  const [draft, setDraft] = useState<Sending>(sending ?? own)
  const put = (patch: Partial<Sending>) => setDraft({ ...draft, ...patch })
  const { every, hour, day = 1, format, recipients } = draft
  const keep = () => {
    const { day: _, ...rest } = draft
    onChange(every === 'day' ? rest : { ...draft, day })
  }
  return (
    <Dialog label={t('reports.schedule')} className="confirm" onClose={onClose}>
      <div className="panel-form">
        <header>
          <h2>{t('reports.schedule')}</h2>
        </header>
        <div className="panel-scroll report-schedule">
          <label className="report-choice">
            <span>{t('reports.every')}</span>
            <select
              data-autofocus
              value={every}
              onChange={event => put({ every: event.target.value as Sending['every'], day: 1 })}
            >
              {(['day', 'week', 'month'] as const).map(one => (
                <option key={one} value={one}>
                  {t(`reports.everyOf.${one}`)}
                </option>
              ))}
            </select>
          </label>
          {every !== 'day' && (
            <label className="report-choice">
              <span>{t('reports.day')}</span>
              <select value={day} onChange={event => put({ day: Number(event.target.value) })}>
                {range(1, every === 'week' ? 7 : 28).map(one => (
                  <option key={one} value={one}>
                    {every === 'week' ? weekdayName(one, i18n.language) : one}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className="report-choice">
            <span>{t('reports.hour')}</span>
            <select value={hour} onChange={event => put({ hour: Number(event.target.value) })}>
              {range(0, 24).map(one => (
                <option key={one} value={one}>
                  {hourName(one)}
                </option>
              ))}
            </select>
          </label>
          <label className="report-choice">
            <span>{t('reports.form')}</span>
            <select value={format} onChange={event => put({ format: event.target.value as Format })}>
              {(['xlsx', 'csv', 'pdf'] as const).map(one => (
                <option key={one} value={one}>
                  {one.toUpperCase()}
                </option>
              ))}
            </select>
          </label>
          <Recipients chosen={recipients} onChange={next => put({ recipients: next })} />
          <p className="quiet small">{t('reports.ownRights')}</p>
        </div>
        <footer>
          {sending && <Button onClick={() => onChange(null)}>{t('reports.noSending')}</Button>}
          <Button onClick={onClose}>{t('generic.form.cancel')}</Button>
          <Button type="primary" disabled={recipients.length === 0} onClick={keep}>
            {t('reports.take')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}

function Recipients({ chosen, onChange }: { readonly chosen: readonly string[]; onChange(ids: string[]): void }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const [text, setText] = useState('')
  const { data: found = [] } = useFound('members', 'identity.member', text)
  const offered = [{ id: person.id, title: person.name }, ...found.filter(({ id }) => id !== person.id)]
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter(one => one !== id) : [...chosen, id])
  return (
    <fieldset className="report-people">
      <legend>{t('reports.recipients', { count: chosen.length })}</legend>
      <input
        type="search"
        aria-label={t('reports.findPerson')}
        placeholder={t('reports.findPerson')}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <div className="filter-options">
        {offered.map(({ id, title }) => (
          <label key={id}>
            <input className="tick" type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span className="ellipsis">{title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
