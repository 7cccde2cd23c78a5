import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { ApiProblem } from '../../app/problem.ts'
import type { SummaryGroup } from '../../app/summary.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { ShapeProps } from '../list/shape.ts'
import { useMoreRows } from '../list/useMoreRows.ts'
import { includesOf, type RecordRow } from '../model/record.ts'
import { BoardCard } from './BoardCard.tsx'
import { LaneSum } from './LaneSum.tsx'
import { type Lane, laneOf, laneQuery } from './lanes.ts'

import type { Moves } from './useMoves.tsx'

export interface LaneProps extends ShapeProps {
  readonly lane: Lane
  readonly field: FieldMeta
  readonly shown: readonly FieldMeta[]
  readonly moves: Moves
  readonly figures: SummaryGroup | undefined
  readonly measure: string | undefined
  readonly isCounted: boolean
  readonly dragged: RecordRow | null
  setDragged(row: RecordRow | null): void
}

export function BoardLane(props: LaneProps) {
  const { collection, query, lane, field, shown, moves, figures, measure, isCounted, dragged } = props
  const { entity, path } = collection
  const { t } = useTranslation()
  const { number } = useFormats()
  const box = useRef<HTMLElement>(null)
  const [isOver, setOver] = useState(false)
  const titles = entity.fields.filter(each => entity.title.includes(each.name))
  const include = includesOf([...titles, ...shown])
  const asked = { ...laneQuery(query, field.name, lane.key), ...(include && { include }) }
  const { rows, isLoading, error, retry, hasMore, more } = useMoreRows(path, asked)
  const takes = dragged !== null && moves.to(dragged, lane) !== undefined

  const latest = useRef({ lane, moves })
  latest.current = { lane, moves }
  useEffect(() => {
    const element = box.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => latest.current.moves.to(source.data.row as RecordRow, latest.current.lane) !== undefined,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false)
        latest.current.moves.move(source.data.row as RecordRow, latest.current.lane)
      },
    })
  }, [])

  const count = figures?.count ?? (isCounted ? 0 : undefined)
  return (
    <section
      ref={box}
      className="board-lane"
      aria-label={lane.label}
      data-lane={lane.key ?? ''}
      data-over={isOver || undefined}
      data-closed={(dragged && !takes && laneOf(dragged, field) !== lane.key) || undefined}
    >
      <header>
        {lane.tone && <StatusGlyph tone={lane.tone} size={14} />}
        <h2 className="ellipsis">{lane.label}</h2>
        <span className="num quiet">{count !== undefined && number(count)}</span>
        <span className="spread" />
        {measure && <LaneSum value={figures?.values[measure]} />}
      </header>
      <ul>
        {rows
          .filter(row => laneOf(row, field) === lane.key)
          .map(row => (
            <BoardCard key={row.id} {...props} row={row} />
          ))}
        {isLoading && <SkeletonRows rows={3} />}
        {error && <ErrorBlock problem={error as ApiProblem} onRetry={retry} />}
        {count === 0 && rows.length === 0 && <li className="board-none quiet">{t('board.empty')}</li>}
        {hasMore && (
          <li>
            <button type="button" className="link" onClick={more}>
              {t('board.more')}
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}
