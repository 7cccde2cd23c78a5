import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useUrlState } from '../../app/url-state.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import type { ShapeProps } from '../list/shape.ts'
import { useMoreRows } from '../list/useMoreRows.ts'
import { includesOf, stateOf, titleOf } from '../model/record.ts'
import { dayNumber, dayText, dayWidth, endsOf, scaleOf, spanFields, spanOf, type Zoom, zooms } from './span.ts'
import { TimelineBar } from './TimelineBar.tsx'
import { TimelineHead } from './TimelineHead.tsx'
import { useSpanWrite } from './useSpanWrite.ts'
import './timeline.css'

const zoomOf = (text: string | undefined): Zoom => zooms.find(zoom => zoom === text) ?? 'month'

/** The records as stretches of days below each other: the table beside it names them, the bar says from when to when. */
export default function Timeline(props: ShapeProps) {
  const { collection, query, settings, peek, openPeek } = props
  const { entity, path } = collection
  const { t } = useTranslation()
  const { today, date } = useFormats()
  const [url, setUrl] = useUrlState()
  const zoom = zoomOf(url.zoom)
  const box = useRef<HTMLDivElement>(null)
  const ends = useMemo(
    () => endsOf(entity, settings.dateField, settings.endField),
    [entity, settings.dateField, settings.endField],
  )
  const include = includesOf(entity.fields.filter(({ name }) => entity.title.includes(name)))
  const asked = useMemo(
    () => ({ ...query, ...(ends && { sort: `-${ends.start.name}` }), ...(include && { include }) }),
    [query, ends, include],
  )
  const { rows, isLoading, error, retry, hasMore, more } = useMoreRows(path, asked)
  const { may, write, moving } = useSpanWrite(collection, ends)
  const spans = useMemo(() => (ends ? rows.flatMap(row => spanOf(row, ends) ?? []) : []), [rows, ends])
  const now = dayNumber(today)
  const scale = scaleOf(spans, now, zoom)
  const width = dayWidth[zoom]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another scale moves what is in sight.
  useEffect(() => {
    const element = box.current
    if (element) element.scrollLeft = (now - scale.first) * width - element.clientWidth / 3
  }, [zoom, isLoading])
  if (!ends) return <EmptyState title={t('timeline.impossible')} text={t('timeline.impossibleText')} />
  if (isLoading) return <SkeletonRows rows={12} />
  const total = (scale.last - scale.first + 1) * width
  return (
    <>
      <TimelineTools {...props} ends={ends} zoom={zoom} onZoom={next => setUrl({ zoom: next })} />
      {error && <ErrorBlock problem={error as ApiProblem} onRetry={retry} />}
      <div ref={box} className="timeline-box" data-zoom={zoom}>
        <div className="timeline-head">
          <span className="timeline-name">{collection.label}</span>
          <TimelineHead scale={scale} zoom={zoom} />
        </div>
        <ul className="timeline-rows" style={{ minWidth: total }}>
          {rows.map(row => {
            const span = moving[row.id] ?? spanOf(row, ends)
            const state = stateOf(entity, row.status)
            const title = titleOf(entity, row)
            const days = span && `${date(dayText(span.first))} – ${date(dayText(span.last))}`
            return (
              <li key={row.id} data-current={peek === row.id || undefined}>
                <span className="timeline-name">
                  {state && <StatusGlyph tone={state.tone} size={14} />}
                  <Link to={recordAddress(path, row.id)} className="ellipsis">
                    {title}
                  </Link>
                  <span className="visually-hidden">{[state?.label, days].filter(Boolean).join(', ')}</span>
                </span>
                <span className="timeline-track" style={{ width: total }}>
                  {span && (
                    <TimelineBar
                      to={recordAddress(path, row.id)}
                      title={title}
                      label={[title, days, state?.label].filter(Boolean).join(' · ')}
                      tone={state?.tone}
                      from={scale.first}
                      mayMove={may(row) && moving[row.id] === undefined}
                      onMove={next => write(row, next)}
                      onPeek={() => openPeek(peek === row.id ? undefined : row.id)}
                      {...{ span, width }}
                    />
                  )}
                </span>
              </li>
            )
          })}
          <li
            aria-hidden
            className="timeline-today"
            style={{ left: `calc(var(--names) + ${(now - scale.first + 0.5) * width}px)` }}
          />
        </ul>
        {hasMore && (
          <button type="button" className="link timeline-more" onClick={more}>
            {t('timeline.more')}
          </button>
        )}
      </div>
    </>
  )
}

interface ToolsProps extends ShapeProps {
  readonly ends: NonNullable<ReturnType<typeof endsOf>>
  readonly zoom: Zoom
  onZoom(zoom: Zoom | undefined): void
}

function TimelineTools({ collection, change, ends, zoom, onZoom }: ToolsProps) {
  const { t } = useTranslation()
  const choices = (key: 'dateField' | 'endField', now: string, other: string) =>
    spanFields(collection.entity)
      .filter(({ name }) => name !== other)
      .map(({ name, label }) => ({
        key: `${key} ${name}`,
        label,
        checked: name === now,
        onSelect: () => change({ [key]: name }),
      }))
  return (
    <div className="timeline-bar-tools">
      <Menu
        label={t('timeline.days')}
        className="timeline-by"
        groups={[
          { label: t('timeline.from'), items: choices('dateField', ends.start.name, ends.end.name) },
          { label: t('timeline.to'), items: choices('endField', ends.end.name, ends.start.name) },
        ]}
      >
        {t('timeline.span', { from: ends.start.label, to: ends.end.label })}
      </Menu>
      <span className="spread" />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout into the bar. */}
      <span className="shape-switch" role="group" aria-label={t('timeline.zoom')}>
        {zooms.map(each => (
          <button
            key={each}
            type="button"
            aria-pressed={each === zoom}
            onClick={() => onZoom(each === 'month' ? undefined : each)}
          >
            {t(`timeline.${each}`)}
          </button>
        ))}
      </span>
    </div>
  )
}
