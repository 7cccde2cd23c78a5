import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useRef } from 'react'
import type { GridProps } from './Grid.tsx'
import { PhoneRow } from './PhoneRow.tsx'
import { useGrid } from './useGrid.ts'

const rowHeight = 66

type PhoneListProps = Pick<
  GridProps,
  'path' | 'entity' | 'rows' | 'selected' | 'acts' | 'place' | 'label' | 'onWindow'
> & {
  readonly columns: readonly FieldMeta[]
}

/** The same rows on two lines each; a touch opens, a long press selects. */
export function PhoneList(props: PhoneListProps) {
  const { entity, path, rows, selected, acts, columns } = props
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useGrid({
    scroll,
    place: props.place,
    count: rows.count,
    height: rowHeight,
    onWindow: props.onWindow,
  })
  return (
    <div ref={scroll} className="phone-list" data-tour="rows" data-stale={rows.stale || undefined}>
      <ul aria-label={props.label} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows.rowAt(index)
          if (!row)
            return (
              <li key={index} className="phone-row phone-row-waiting" style={{ transform: `translateY(${start}px)` }} />
            )
          const shared = { path, entity, row, acts, columns, at: index, top: start, current: false }
          return <PhoneRow key={index} {...shared} selected={selected.has(row.id)} selecting={selected.size > 0} />
        })}
      </ul>
    </div>
  )
}
