import { Link } from '@tanstack/react-router'
import type { FieldMeta, StateMeta } from '@tenon/kernel/derive/meta-types.ts'
import { memo, type PointerEvent, useRef } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { isEmpty, stateOf, titleOf } from '../model/record.ts'
import { Cell } from './Cell.tsx'
import { type RowProps, rowId } from './GridRow.tsx'

interface Lines {
  /** Right of the name: the day that matters, or else an amount. */
  readonly beside: FieldMeta | undefined
  /** Below the name. */
  readonly below: readonly FieldMeta[]
}

/** What two lines can say: name and date; who, how much and the status word. */
function linesOf(columns: readonly FieldMeta[]): Lines {
  const shown = columns.filter(field => field.kind !== 'status')
  const beside = shown.find(field => field.kind === 'date') ?? shown.find(field => field.kind === 'money')
  return { beside, below: shown.filter(field => field !== beside).slice(0, 2) }
}

const longPress = 500

/** Held long enough, a row is selected instead of opened. */
function usePressed(select: () => void) {
  const timer = useRef<number>(undefined)
  const held = useRef(false)
  const stop = () => clearTimeout(timer.current)
  return {
    held,
    props: {
      onPointerDown: (event: PointerEvent) => {
        held.current = false
        if (event.pointerType === 'mouse') return
        timer.current = window.setTimeout(() => {
          held.current = true
          select()
        }, longPress)
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerMove: stop,
    },
  }
}

/** The shape of the state; records without one show their initials in its place. */
function Lead({ state, title }: { readonly state: StateMeta | undefined; readonly title: string }) {
  return state ? <StatusGlyph tone={state.tone} size={18} /> : <Avatar name={title} size={24} square />
}

interface PhoneRowProps extends RowProps {
  readonly columns: readonly FieldMeta[]
  readonly selecting: boolean
}

export const PhoneRow = memo(function PhoneRow(props: PhoneRowProps) {
  const { path, entity, row, at, top, columns, selected, acts, selecting } = props
  const { beside, below } = linesOf(columns)
  const press = usePressed(() => acts.select(at, row, false))
  const state = stateOf(entity, row.status)
  const shown = below.filter(field => !isEmpty(row[field.name]))
  return (
    <li
      id={rowId(at)}
      className="phone-row"
      data-selected={selected || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Link
        to={recordAddress(path, row.id)}
        draggable={false}
        {...press.props}
        onClick={event => {
          if (!selecting && !press.held.current) return acts.open(at, row)
          event.preventDefault()
          if (!press.held.current) acts.select(at, row, false)
        }}
      >
        <span className="phone-glyph">
          {selecting ? (
            <input type="checkbox" className="tick" checked={selected} readOnly tabIndex={-1} aria-hidden />
          ) : (
            <Lead state={state} title={titleOf(entity, row)} />
          )}
        </span>
        <b className="ellipsis">{titleOf(entity, row)}</b>
        <span className="num">
          {beside && !isEmpty(row[beside.name]) && <Cell field={beside} value={row[beside.name]} />}
        </span>
        <span className="phone-below ellipsis">
          {shown.map((field, place) => (
            <span key={field.name}>
              {place > 0 && ' · '}
              <Cell field={field} value={row[field.name]} />
            </span>
          ))}
        </span>
        <span className="phone-state">{state?.label}</span>
      </Link>
    </li>
  )
})
