import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useUrlState } from '../../app/url-state.ts'
import { Section } from '../../ui/Section.tsx'
import { SplitPanel } from '../../ui/SplitPanel.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import type { RecordRow } from '../model/record.ts'
import { useKeys } from '../useKeys.ts'
import { Activity, ShownSwitch } from './activity/Activity.tsx'
import type { Shown } from './activity/items.ts'
import { Composer } from './composer/Composer.tsx'
import { Highlights } from './Highlights.tsx'
import { Life } from './Life.tsx'
import { Properties } from './Properties.tsx'
import { useParts } from './parts.ts'
import { PresenceContext, usePresence } from './presence/presence.ts'
import { useActions } from './queries.ts'
import { RecordBar } from './RecordBar.tsx'
import { RecordHead } from './RecordHead.tsx'
import { Related, type RelatedList, useRelated } from './Related.tsx'
import { useNeighbours } from './useNeighbours.ts'
import { useRunAction } from './useRunAction.tsx'
import { useSwipe } from './useSwipe.ts'
import { Lines, lineCount, linesOf, PartBody, type Tab, useTabs } from './useTabs.tsx'

interface RecordScreenProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly title: string
}

/** With more lists than these, those that have nothing need no tab to say so. */
const mostTabs = 6

export function RecordScreen({ collection, row, title }: RecordScreenProps) {
  const { entity, path } = collection
  const { phone } = usePreferences()
  const actions = useActions(path, row.id, entity)
  const { start, panel, busy } = useRunAction(path, entity)
  const [url, change] = useUrlState()
  const near = useNeighbours(path, row.id)
  const presence = usePresence(entity.path, row.id)
  const edit = entity.may.update ? () => change({ edit: '1' }, { push: true }) : undefined
  useKeys({ e: edit })
  const related = useRelated(entity, row.id)
  const shown =
    related.length > mostTabs ? related.filter(({ count }) => count !== undefined && count !== '0') : related
  const tabs = useTabs({ collection, row, related: shown })
  const page = { collection, row, title, tabs, related, near }
  return (
    <PresenceContext value={presence}>
      <RecordBar
        {...page}
        actions={actions}
        busy={busy}
        showStep={url.tab !== 'activity'}
        onEdit={edit}
        onStart={action => start({ id: row.id, title, action })}
      />
      {phone ? <PhoneRecord {...page} /> : <WideRecord {...page} />}
      {panel}
    </PresenceContext>
  )
}

interface PageProps extends RecordScreenProps {
  readonly tabs: readonly Tab[]
  readonly related: readonly RelatedList[]
  readonly near: ReturnType<typeof useNeighbours>
}

/** What the record is at the right; its life, what belongs to it and what happened at the left; a word to say below. */
function WideRecord({ collection, row, title, tabs, related }: PageProps) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const [url, change] = useUrlState()
  const tab = tabs.find(each => each.key === url.tab)
  return (
    <SplitPanel
      name="record"
      resizeLabel={t('record.resize')}
      sideLabel={t('generic.record.properties')}
      side={<Properties collection={collection} row={row} />}
    >
      <div className="record-main">
        <RecordHead collection={collection} row={row} title={title} />
        <Life entity={entity} path={path} row={row} />
        <ViewTabs
          look="line"
          label={t('generic.record.parts')}
          tabs={[{ key: 'overview', label: t('generic.record.overview') }, ...tabs]}
          current={tab?.key ?? 'overview'}
          onSelect={key => change({ tab: key === 'overview' ? undefined : key })}
        />
        <div className="record-scroll">
          {tab?.body ?? <Overview collection={collection} row={row} related={related} />}
        </div>
        <footer className="record-foot">
          <Composer key={row.id} path={entity.path} id={row.id} />
        </footer>
      </div>
    </SplitPanel>
  )
}

function Overview({ collection, row, related }: Pick<PageProps, 'collection' | 'row' | 'related'>) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Shown>('all')
  const parts = useParts(collection).filter(({ onOverview }) => onOverview)
  // An empty list is told by its tab.
  const filled = related.filter(({ count }) => count !== '0')
  return (
    <>
      <Highlights entity={collection.entity} row={row} />
      {parts.map(part => (
        <PartBody key={part.key} part={part} row={row} />
      ))}
      {linesOf(collection, row).map(field => (
        <Section key={field.name} title={field.label} count={lineCount(row, field)}>
          <Lines field={field} row={row} />
        </Section>
      ))}
      {filled.length > 0 && (
        <div className="record-related">
          {filled.map(each => (
            <Related key={each.key} related={each} id={row.id} />
          ))}
        </div>
      )}
      <Section title={t('record.activity')} extra={<ShownSwitch shown={shown} onShown={setShown} />}>
        <Activity collection={collection} row={row} shown={shown} />
      </Section>
    </>
  )
}

/** One part at a time; the next step stays in reach of the thumb (RecordBar draws it), or the box to write in. */
function PhoneRecord({ collection, row, title, tabs, near }: PageProps) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const [url, change] = useUrlState()
  const [shown, setShown] = useState<Shown>('all')
  const own: readonly Tab[] = [
    {
      key: 'properties',
      label: t('generic.record.properties'),
      body: <Properties collection={collection} row={row} />,
    },
    {
      key: 'activity',
      label: t('record.activity'),
      body: (
        <>
          <ShownSwitch shown={shown} onShown={setShown} />
          <Activity collection={collection} row={row} shown={shown} />
        </>
      ),
    },
    ...linesOf(collection, row).map(field => ({
      key: field.name,
      label: field.label,
      count: lineCount(row, field),
      body: <Lines field={field} row={row} />,
    })),
  ]
  // What the log holds stands among the activity already.
  const all = [...own, ...tabs.filter(({ key }) => key !== 'log')]
  const tab = all.find(each => each.key === url.tab) ?? all[0]
  return (
    <>
      <div className="record-phone" {...useSwipe(near.previous, near.next)}>
        <section className="phone-card">
          <RecordHead collection={collection} row={row} title={title} />
          <Life entity={entity} path={path} row={row} />
        </section>
        <Highlights entity={entity} row={row} />
        <ViewTabs
          label={t('generic.record.parts')}
          tabs={all}
          current={tab?.key ?? ''}
          onSelect={key => change({ tab: key === 'properties' ? undefined : key })}
        />
        <section className="phone-card">{tab?.body}</section>
      </div>
      {tab?.key === 'activity' && (
        <footer className="phone-step">
          <Composer key={row.id} path={entity.path} id={row.id} />
        </footer>
      )}
    </>
  )
}
