import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Ellipsis } from 'lucide-react'
import { type MouseEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../../app/meta.ts'
import { Person } from '../../ui/Avatar.tsx'
import { DueDate } from '../../ui/DueDate.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { Cell } from '../list/Cell.tsx'
import { canBeLate, lookOf } from '../model/cellLook.ts'
import { isEmpty, type RecordRow, titleOf } from '../model/record.ts'
import type { LaneProps } from './BoardLane.tsx'
import { lanesOf } from './lanes.ts'

export function BoardCard(props: LaneProps & { readonly row: RecordRow }) {
  const { collection, row, field, shown, query, moves, selection, peek, openPeek, setDragged } = props
  const { entity, path } = collection
  const { t } = useTranslation()
  const card = useRef<HTMLLIElement>(null)
  const title = titleOf(entity, row)
  useEffect(() => {
    const element = card.current
    if (!element) return
    return draggable({
      element,
      getInitialData: () => ({ row }),
      onDragStart: () => setDragged(row),
      onDrop: () => setDragged(null),
    })
  }, [row, setDragged])
  const words = {
    yes: t('generic.value.yes'),
    no: t('generic.value.no'),
    none: t('board.none', { field: field.label }),
  }
  const targets = lanesOf(field, words, query).filter(each => moves.to(row, each))
  const press = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a, button, [popover]')) return
    if (event.ctrlKey || event.metaKey || event.shiftKey) selection.toggle(row.id)
    else openPeek(row.id)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the board's own keys act on the card whose link has the focus.
    <li
      ref={card}
      className="board-card"
      data-entry={row.id}
      data-selected={selection.ids.has(row.id) || undefined}
      data-current={peek === row.id || undefined}
      onClick={press}
    >
      <span className="board-title">
        <Link to={recordAddress(path, row.id)} draggable={false} className="ellipsis">
          {title}
        </Link>
        {targets.length > 0 && (
          <Menu
            label={t('board.moveTo')}
            tip={t('board.moveTitle', { title })}
            className="icon-button board-menu"
            groups={[
              {
                label: t('board.moveTo'),
                items: targets.map(lane => ({
                  key: lane.key ?? '',
                  label: lane.label,
                  onSelect: () => moves.move(row, lane),
                })),
              },
            ]}
          >
            <Ellipsis size={14} aria-hidden />
          </Menu>
        )}
      </span>
      <span className="board-values">
        {shown.map(
          each => !isEmpty(row[each.name]) && <CardValue key={each.name} field={each} row={row} entity={entity} />,
        )}
      </span>
    </li>
  )
}

function CardValue({ field, row, entity }: { field: FieldMeta; row: RecordRow; entity: EntityMeta }) {
  const { entities } = useMeta()
  const value = row[field.name]
  const look = lookOf(field, entity, entities)
  return (
    <span className="board-value" title={field.label}>
      {look === 'due' && typeof value === 'string' ? (
        <DueDate day={value} isOpen={canBeLate(entity, row.status)} />
      ) : look === 'person' && typeof value === 'object' && value !== null && 'title' in value ? (
        <Person name={String(value.title)} size={18} />
      ) : (
        <>
          {(field.kind === 'integer' || field.kind === 'decimal') && <span className="quiet">{field.label} </span>}
          <Cell field={field} value={value} />
        </>
      )}
    </span>
  )
}
