import { type RefObject, useEffect, useRef } from 'react'
import type { ShapeProps } from '../list/shape.ts'
import type { RecordRow } from '../model/record.ts'
import { shiftDay } from './month.ts'
import type { DayMoves } from './useDayMoves.ts'

type CalendarKeys = Pick<ShapeProps, 'openPeek' | 'peek' | 'selection'> & {
  readonly rows: readonly RecordRow[]
  readonly moves: DayMoves
}
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Up and down go from record to record; with Alt an arrow takes the record along, by days or weeks. */
export function useCalendarKeys(box: RefObject<HTMLElement | null>, keys: CalendarKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const entry = (event.target as HTMLElement).closest<HTMLElement>('[data-entry]')
      if (!entry || !box.current || event.isComposing) return
      const { rows, moves, openPeek, peek, selection } = latest.current
      const id = entry.dataset.entry as string
      const step = steps[event.key]
      const day = entry.closest<HTMLElement>('[data-day]')?.dataset.day
      if (event.altKey && step !== undefined && day) {
        const row = rows.find(each => each.id === id)
        if (row) moves.move(row, shiftDay(day, step))
      } else if (step !== undefined) {
        const all = [...box.current.querySelectorAll<HTMLElement>('[data-entry] a')]
        all[all.indexOf(event.target as HTMLElement) + Math.sign(step)]?.focus()
      } else if (event.key === ' ') openPeek(peek === id ? undefined : id)
      else if (event.key === 'x') selection.toggle(id)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    const element = box.current
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [box])
}
