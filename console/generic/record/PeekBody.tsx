import { Button } from 'antd'
import { MessageSquare, Paperclip } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrent } from '../../app/current.ts'
import type { Collection } from '../../app/meta.ts'
import { Section } from '../../ui/Section.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { type RecordRow, stateOf, titleOf } from '../model/record.ts'
import { Activity, ShownSwitch } from './activity/Activity.tsx'
import type { Shown } from './activity/items.ts'
import { Composer } from './composer/Composer.tsx'
import { copyLink } from './copyLink.ts'
import { FilesPanel } from './files/FilesPanel.tsx'
import { Life } from './Life.tsx'
import { Properties } from './Properties.tsx'
import { PresenceContext, usePresence } from './presence/presence.ts'
import { Viewers } from './presence/Viewers.tsx'
import { primaryOf } from './primary.ts'
import { useActions } from './queries.ts'
import { useAround } from './social.ts'
import { TasksPanel } from './tasks/TasksPanel.tsx'
import { useRunAction } from './useRunAction.tsx'
import './record.css'

interface PeekBodyProps {
  readonly collection: Collection
  readonly row: RecordRow
}

/** A record beside its list, as far as one decides without opening it: what it is, what comes next, what was said. */
export function PeekBody({ collection, row }: PeekBodyProps) {
  const { entity } = collection
  const { t } = useTranslation()
  const presence = usePresence(entity.path, row.id)
  const around = useAround(entity.path, row.id)
  const [shown, setShown] = useState<Shown>('all')
  return (
    <PresenceContext value={presence}>
      <div className="peek-scroll">
        <PeekHead collection={collection} row={row} />
        <Life entity={entity} path={collection.path} row={row} compact />
        <Properties collection={collection} row={row} brief />
        {around && around.files > 0 && (
          <Section title={t('record.files')} count={around.files} remember="peek.files">
            <FilesPanel path={entity.path} id={row.id} />
          </Section>
        )}
        {around && around.tasks > 0 && (
          <Section title={t('record.tasks')} count={around.tasks} remember="peek.tasks">
            <TasksPanel path={entity.path} id={row.id} />
          </Section>
        )}
        <Section title={t('record.activity')} extra={<ShownSwitch shown={shown} onShown={setShown} />}>
          <Activity collection={collection} row={row} shown={shown} page={10} />
        </Section>
      </div>
      <footer className="peek-foot">
        <Composer key={row.id} path={entity.path} id={row.id} />
      </footer>
    </PresenceContext>
  )
}

function PeekHead({ collection, row }: PeekBodyProps) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const title = titleOf(entity, row)
  const state = stateOf(entity, row.status)
  const around = useAround(entity.path, row.id)
  const actions = useActions(path, row.id, entity)
  const { start, panel, busy } = useRunAction(path, entity)
  const primary = primaryOf(actions, entity, row.status)
  const series = entity.fields.find(field => field.kind === 'numberSeries' && !entity.title.includes(field.name))
  const run = (action: (typeof actions)[number]) => start({ id: row.id, title, action })
  useCurrent({
    kind: 'record',
    collection: path,
    ids: [row.id],
    title,
    actions: [
      ...actions
        .filter(({ allowed }) => allowed)
        .map(action => ({ key: action.name, label: action.label, run: () => run(action) })),
      {
        key: 'copy',
        label: t('generic.record.copyLink'),
        run: () => copyLink(recordAddress(path, row.id), t('generic.record.linkCopied')),
      },
    ],
  })
  return (
    <header className="peek-head">
      {series && <div className="code quiet small">{String(row[series.name] ?? '')}</div>}
      <h2>{title}</h2>
      <div className="peek-state">
        {state && <StatusPill tone={state.tone} label={state.label} />}
        {around && around.files > 0 && (
          <span className="tag" title={t('record.files')}>
            <Paperclip size={12} aria-hidden />
            {around.files}
          </span>
        )}
        {around && around.comments > 0 && (
          <span className="tag" title={t('record.comments')}>
            <MessageSquare size={12} aria-hidden />
            {around.comments}
          </span>
        )}
        <Viewers />
        <span className="spread" />
        {primary && (
          <Button type="primary" size="small" loading={busy} onClick={() => run(primary)}>
            {primary.label}
          </Button>
        )}
      </div>
      {panel}
    </header>
  )
}
