import { useSearch } from '@tanstack/react-router'
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react'
import { usePreferences } from '../../app/preferences.tsx'
import type { UrlState } from '../../app/url-state.ts'
import { Handles } from './Handles.tsx'
import type { PlacedTile } from './layout.ts'
import { type Box, packed, type Sized } from './packing.ts'
import { SlotContext } from './TileFrame.tsx'
import { tileOf } from './tiles.ts'
import { useArranging } from './useArranging.ts'
import type { HomeModel } from './useHome.ts'

interface BoardProps {
  home: HomeModel
  placed: readonly PlacedTile[]
  editing: boolean
}

/** The tiles on a grid of 24 columns; on a phone one below the other. */
export function Board({ home, placed, editing }: BoardProps) {
  const [mark, setMark] = useState<Mark>()
  const [draft, setDraft] = useState<Draft>()
  const boxes = useMemo(() => packed(placed.map(each => sizeOf(each, draft))), [placed, draft])
  return (
    <div className="bento" data-editing={editing}>
      {placed.map((each, at) => (
        <SlotView
          key={each.tile.name}
          home={home}
          placed={each}
          box={boxes[at] as Box}
          editing={editing}
          mark={mark}
          onMark={setMark}
          onDraft={setDraft}
        />
      ))}
    </div>
  )
}

const foldedRows = 2
interface Mark {
  readonly name: string
  readonly after: boolean
}
/** The size under the mouse, until it is let go. */
interface Draft extends Sized {
  readonly name: string
}
interface SlotProps {
  home: HomeModel
  placed: PlacedTile
  box: Box
  editing: boolean
  mark: Mark | undefined
  onMark: (mark: Mark | undefined) => void
  onDraft: (draft: Draft | undefined) => void
}

function sizeOf({ tile, columns, rows, folded }: PlacedTile, draft: Draft | undefined): Sized {
  const size = draft?.name === tile.name ? draft : { columns, rows }
  return folded ? { ...size, rows: foldedRows } : size
}

/** px: a row and its gap, the head of a tile, the least height of one line of a list. */
const [rowStep, head, line] = [28, 38, 34]
const linesIn = (rows: number) => Math.max(2, Math.floor((rows * rowStep - 12 - head) / line))

function SlotView({ home, placed, box, editing, mark, onMark, onDraft }: SlotProps) {
  const { phone } = usePreferences()
  const { tile, folded } = placed
  const arranging = useArranging(home, placed)
  const View = tileOf[tile.kind]
  const element = useLinked(tile.name)
  const { drop, draft } = arranging
  const { rows } = box
  useEffect(() => {
    if (drop) {
      onMark(drop)
      return () => onMark(undefined)
    }
    return undefined
  }, [drop, onMark])
  useEffect(() => {
    if (draft) {
      onDraft({ name: tile.name, ...draft })
      return () => onDraft(undefined)
    }
    return undefined
  }, [draft, tile.name, onDraft])
  const slot = useMemo(
    () => ({
      folded,
      lines: phone ? 5 : linesIn(rows),
      onFold: () => home.fold(tile.name, !folded),
      onHide: () => home.hide(tile.name),
    }),
    [folded, phone, rows, home, tile.name],
  )
  const style = {
    '--column': box.column,
    '--row': box.row,
    '--columns': box.columns,
    '--rows': rows,
    '--middle': placed.columns <= 8 ? 12 : 24,
  } as CSSProperties
  return (
    <div
      ref={element}
      className="slot"
      data-slot={tile.name}
      data-kind={tile.kind}
      data-folded={folded}
      data-mark={mark?.name === tile.name ? (mark.after ? 'after' : 'before') : undefined}
      data-moving={drop !== undefined}
      style={style}
    >
      <div className="slot-tile" inert={editing}>
        <SlotContext value={slot}>
          <View tile={tile} />
        </SlotContext>
      </div>
      {editing && <Handles home={home} placed={placed} arranging={arranging} />}
    </div>
  )
}

/** A tile whose link was followed is brought into view. */
function useLinked(name: string) {
  const element = useRef<HTMLDivElement>(null)
  const { tile } = useSearch({ strict: false }) as UrlState
  useEffect(() => {
    if (tile !== name) return
    element.current?.scrollIntoView({ block: 'center' })
    element.current?.setAttribute('data-linked', 'true')
  }, [tile, name])
  return element
}
