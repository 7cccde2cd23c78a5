import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSummary } from '../../app/summary.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { ShapeProps } from '../list/shape.ts'
import { usualColumns } from '../model/columns.ts'
import { viewOfState } from '../model/listState.ts'
import type { RecordRow } from '../model/record.ts'
import { BoardLane } from './BoardLane.tsx'
import { type Lane, laneFieldOf, laneFields, lanesOf } from './lanes.ts'
import { useBoardKeys } from './useBoardKeys.ts'
import { useMoves } from './useMoves.tsx'
import './board.css'

/** What a card says below its title: the first columns of the view that the lane does not say already. */
const cardFields = 4

/** The records as cards in the columns of a state or a choice; a card is dragged, or moved with Alt and the arrows. */
export default function Board(props: ShapeProps) {
  const { collection, state, query, settings, change } = props
  const { entity, path } = collection
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const field = laneFieldOf(entity, settings.group ?? state.group)
  const [dragged, setDragged] = useState<RecordRow | null>(null)
  const lanes = useMemo(
    () =>
      field
        ? lanesOf(
            field,
            { yes: t('generic.value.yes'), no: t('generic.value.no'), none: t('board.none', { field: field.label }) },
            query,
          )
        : [],
    [field, query, t],
  )
  const shown = useMemo(() => {
    const names = settings.columns?.map(column => column.field) ?? usualColumns(entity, viewOfState(state, entity))
    const others = names.filter(name => name !== field?.name && !entity.title.includes(name))
    return others.flatMap(name => entity.fields.find(each => each.name === name) ?? []).slice(0, cardFields)
  }, [entity, field, settings.columns, state])
  const amount = entity.fields.find(({ kind, measures }) => kind === 'money' && measures?.includes('sum'))
  const summary = useSummary(path, {
    ...query,
    group: field?.name ?? '',
    measure: amount ? `count,sum:${amount.name}` : 'count',
  })
  const moves = useMoves(collection, field)
  useBoardKeys(box, { lanes, moves, ...props })
  if (!field) return <EmptyState title={t('board.impossible')} text={t('board.impossibleText')} />
  const figuresOf = ({ key }: Lane) => summary.data?.groups.find(group => group.keys[0] === key)
  return (
    <>
      <div className="board-bar">
        <Menu
          label={t('board.by')}
          className="board-by"
          groups={[
            {
              label: t('board.by'),
              items: laneFields(entity).map(each => ({
                key: each.name,
                label: each.label,
                checked: each === field,
                onSelect: () => change({ group: each.name }),
              })),
            },
          ]}
        >
          {t('board.byField', { field: field.label })}
        </Menu>
      </div>
      <div ref={box} className="board" data-dragging={dragged ? true : undefined}>
        {lanes.map(lane => (
          <BoardLane
            key={lane.key ?? ''}
            {...props}
            {...{ lane, field, shown, moves, dragged, setDragged }}
            figures={figuresOf(lane)}
            measure={amount && `sum:${amount.name}`}
            isCounted={summary.isSuccess}
          />
        ))}
      </div>
      {moves.panel}
    </>
  )
}
