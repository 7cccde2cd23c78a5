import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useUrlState } from '../../app/url-state.ts'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, type RecordRow } from '../model/record.ts'
import { useKeys } from '../useKeys.ts'
import { Highlights } from './Highlights.tsx'
import { History } from './History.tsx'
import { Life } from './Life.tsx'
import { Properties } from './Properties.tsx'
import { useParts } from './parts.ts'
import { useActions } from './queries.ts'
import { RecordBar } from './RecordBar.tsx'
import { RecordHead } from './RecordHead.tsx'
import { Related, RelatedTable, useRelated } from './Related.tsx'
import { useRunAction } from './useRunAction.tsx'

interface RecordScreenProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly title: string
}

export function RecordScreen({ collection, row, title }: RecordScreenProps) {
  const { entity, path } = collection
  const { phone } = usePreferences()
  const actions = useActions(path, row.id, entity)
  const { start, panel, busy } = useRunAction(path, entity)
  const [, change] = useUrlState()
  const edit = entity.may.update ? () => change({ edit: '1' }, { push: true }) : undefined
  useKeys({ e: edit })
  const shared = {
    collection,
    row,
    title,
    actions,
    busy,
    onEdit: edit,
    onStart: (action: (typeof actions)[number]) => start({ id: row.id, title, action }),
  }
  return (
    <>
      <RecordBar {...shared} />
      {phone ? <PhoneRecord {...shared} /> : <WideRecord {...shared} />}
      {panel}
    </>
  )
}

const linesOf = ({ entity }: Collection, row: RecordRow) =>
  entity.fields.filter(field => field.kind === 'lines' && !isEmpty(row[field.name]))

/** With more lists than these, those that have nothing need no tab to say so. */
const mostTabs = 6

/** Lines, related records and history at the left, what the record is at the right. */
function WideRecord({ collection, row, title }: RecordScreenProps) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const related = useRelated(entity, row.id)
  // An empty list is told by its tab.
  const filled = related.filter(({ count }) => count !== '0')
  const shown = related.length > mostTabs ? filled.filter(({ count }) => count !== undefined) : related
  const [url, change] = useUrlState()
  const tab = related.find(each => each.key === url.tab)
  const parts = useParts(collection)
  const part = parts.find(each => each.key === url.tab)
  const tabs = [
    { key: 'overview', label: t('generic.record.overview') },
    ...parts,
    ...shown.map(({ key, meta, count }) => ({ key, label: meta.label, count })),
  ]
  return (
    <div className="record-split">
      <div className="record-main">
        <RecordHead collection={collection} row={row} title={title} />
        <Life entity={entity} path={path} row={row} />
        {tabs.length > 1 ? (
          <ViewTabs
            look="line"
            label={t('generic.record.parts')}
            tabs={tabs}
            current={tab?.key ?? part?.key ?? 'overview'}
            onSelect={key => change({ tab: key === 'overview' ? undefined : key })}
          />
        ) : (
          <hr className="record-rule" />
        )}
        <div className="record-scroll">
          {tab ? (
            <RelatedTable related={tab} id={row.id} title={title} />
          ) : part ? (
            <Suspense fallback={<SkeletonRows rows={3} />}>
              <part.Part id={row.id} />
            </Suspense>
          ) : (
            <>
              <Highlights entity={entity} row={row} />
              <LinesSections collection={collection} row={row} />
              {filled.length > 0 && (
                <div className="record-related">
                  {filled.map(each => (
                    <Related
                      key={each.key}
                      related={each}
                      id={row.id}
                      title={title}
                      onAll={() => change({ tab: each.key })}
                    />
                  ))}
                </div>
              )}
              <Section title={t('generic.record.history')}>
                <History path={path} id={row.id} entity={entity} />
              </Section>
            </>
          )}
        </div>
      </div>
      <aside className="record-side" aria-label={t('generic.record.properties')}>
        <Properties collection={collection} row={row} />
      </aside>
    </div>
  )
}

function LinesSections({ collection, row }: Pick<RecordScreenProps, 'collection' | 'row'>) {
  return linesOf(collection, row).map(field => {
    const { Value } = viewOf(field)
    return (
      <Section key={field.name} title={field.label} count={(row[field.name] as readonly unknown[]).length}>
        <Value field={field} value={row[field.name]} />
      </Section>
    )
  })
}

/** One part at a time; the next step stays in reach of the thumb (RecordBar draws it). */
function PhoneRecord({ collection, row, title }: RecordScreenProps) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const related = useRelated(entity, row.id)
  const [tab, setTab] = useState('properties')
  const parts = useParts(collection)
  const part = parts.find(each => each.key === tab)
  const lines = linesOf(collection, row)
  const tabs = [
    { key: 'properties', label: t('generic.record.properties') },
    ...lines.map(field => ({
      key: field.name,
      label: field.label,
      count: (row[field.name] as readonly unknown[]).length,
    })),
    ...parts,
    ...related.map(({ key, meta, count }) => ({ key, label: meta.label, count })),
    { key: 'history', label: t('generic.record.history') },
  ]
  const chosen = related.find(each => each.key === tab)
  const line = lines.find(field => field.name === tab)
  const { Value } = line ? viewOf(line) : { Value: null }
  return (
    <div className="record-phone">
      <section className="phone-card">
        <RecordHead collection={collection} row={row} title={title} />
        <Life entity={entity} path={path} row={row} />
      </section>
      <Highlights entity={entity} row={row} />
      <ViewTabs label={t('generic.record.parts')} tabs={tabs} current={tab} onSelect={setTab} />
      <section className="phone-card">
        {tab === 'properties' && <Properties collection={collection} row={row} />}
        {tab === 'history' && <History path={path} id={row.id} entity={entity} />}
        {line && Value && <Value field={line} value={row[line.name]} />}
        {chosen && <RelatedTable related={chosen} id={row.id} title={title} />}
        {part && (
          <Suspense fallback={<SkeletonRows rows={3} />}>
            <part.Part id={row.id} />
          </Suspense>
        )}
      </section>
    </div>
  )
}
