import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Collection, useMeta } from '../../app/meta.ts'
import { FilterBar } from '../../generic/list/FilterBar.tsx'
import { useListEntity } from '../../generic/list/useViews.ts'
import { listQuery, readListState } from '../../generic/model/listState.ts'
import { reportable } from './draft.ts'
import type { Draft, Shape } from './queries.ts'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { useRhythm } from './useRhythm.ts'
import '../../generic/list/list.css'

interface ToolsProps {
  readonly draft: Draft
  readonly collection: Collection
  readonly mayChange: boolean
  put(patch: Partial<Draft>): void
  readonly onCollection?: ((path: string) => void) | undefined
}
const shapes: readonly Shape[] = ['chart', 'pivot', 'table']

/** What the report is called and about, which records it takes, how it is shown, who sees it and gets it. */
export function Tools(props: ToolsProps) {
  const { draft, put, collection, mayChange, onCollection } = props
  const { t } = useTranslation()
  const meta = useMeta()
  return (
    <div className="report-tools">
      <div className="report-line">
        <input
          className="report-name"
          aria-label={t('reports.name')}
          placeholder={collection.label}
          maxLength={100}
          value={draft.name}
          readOnly={!mayChange}
          onChange={event => put({ name: event.target.value })}
        />
        <label className="report-choice">
          <span>{t('reports.about')}</span>
          <select
            value={draft.collection}
            disabled={!onCollection}
            onChange={event => onCollection?.(event.target.value)}
          >
            {reportable(meta).map(({ path, label }) => (
              <option key={path} value={path}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="shape-switch" aria-label={t('reports.shownAs')}>
          {shapes.map(shape => (
            <button key={shape} type="button" aria-pressed={draft.shape === shape} onClick={() => put({ shape })}>
              {t(`reports.shape.${shape}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="report-line">
        <Filters {...props} />
        <span className="spread" />
        {mayChange && <Sharing {...props} />}
      </div>
    </div>
  )
}

function Filters({ draft, put, collection }: ToolsProps) {
  const { entity } = useListEntity(collection)
  const { definition } = draft
  const state = readListState(new URLSearchParams({ view: 'all', sort: 'none', ...definition.query }), {
    ...entity,
    views: [],
  })
  const { sort } = definition.query
  const keep = (next: Partial<typeof state>) => {
    const query = listQuery({ ...state, sort: [], ...next })
    put({ definition: { ...definition, query: sort ? { ...query, sort } : query } })
  }
  return (
    <FilterBar
      entity={entity}
      filters={state.filters}
      scope={state.scope}
      onChange={filters => keep({ filters })}
      onDropScope={() => keep({ scope: null })}
    />
  )
}

function Sharing({ draft, put }: ToolsProps) {
  const { t } = useTranslation()
  const rhythm = useRhythm()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <label className="report-choice">
        <span>{t('reports.seenBy')}</span>
        <select
          value={draft.audience}
          onChange={event => put({ audience: event.target.value === 'team' ? 'team' : 'personal' })}
        >
          <option value="personal">{t('reports.personal')}</option>
          <option value="team">{t('reports.team')}</option>
        </select>
      </label>
      <button type="button" className="report-send" onClick={() => setOpen(true)}>
        {draft.schedule ? rhythm(draft.schedule) : t('reports.schedule')}
      </button>
      {isOpen && (
        <ScheduleDialog
          sending={draft.schedule}
          onClose={() => setOpen(false)}
          onChange={schedule => {
            put({ schedule })
            setOpen(false)
          }}
        />
      )}
    </>
  )
}
