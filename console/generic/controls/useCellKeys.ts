import { type KeyboardEvent, type RefObject, useCallback } from 'react'

const control = ':is(input, select, textarea)'

interface CellActs {
  readonly rows: number
  add(): void
  move(from: number, to: number): void
  duplicate(at: number): void
  remove(at: number): void
}

/** The caret is where an arrow would leave the text: then the arrow goes on to the next cell. */
function atEdge(target: EventTarget, key: string): boolean {
  if (!(target instanceof HTMLInputElement) || target.selectionStart === null) return true
  const { selectionStart, selectionEnd, value } = target
  const isWhole = selectionStart === 0 && selectionEnd === value.length
  return isWhole || (key === 'ArrowLeft' ? selectionEnd === 0 : selectionStart === value.length)
}

/** Its own list or calendar is open, or the text has lines: the arrows belong to it. */
const keepsArrows = (target: Element) =>
  target.getAttribute('aria-expanded') === 'true' || target.closest('.ant-picker') || target.matches('textarea, select')

/** Moves among the cells of a lines editor as in a spreadsheet. */
export function useCellKeys(table: RefObject<HTMLElement | null>, acts: CellActs) {
  const focusCell = useCallback(
    (row: number, column: number) =>
      requestAnimationFrame(() => {
        const cell = table.current?.querySelector(`[data-row="${row}"][data-column="${column}"]`)
        const field = cell?.querySelector<HTMLElement>(control)
        field?.focus()
        if (field instanceof HTMLInputElement && field.type !== 'checkbox') field.select()
      }),
    [table],
  )
  const goDown = (row: number, column: number) => {
    if (row + 1 >= acts.rows) acts.add()
    focusCell(row + 1, column)
  }
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const target = event.target as Element
    const cell = target.closest<HTMLElement>('[data-row]')
    if (!cell || event.nativeEvent.isComposing || !target.matches(control)) return
    const row = Number(cell.dataset.row)
    const column = Number(cell.dataset.column)
    const act = actOf(event, target, { row, column })
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const actOf = (event: KeyboardEvent, target: Element, { row, column }: { row: number; column: number }) => {
    const { key, altKey, shiftKey } = event
    const mod = event.ctrlKey || event.metaKey
    const down = key === 'ArrowDown'
    if (altKey && !mod && (down || key === 'ArrowUp')) return () => shift(row, column, down ? 1 : -1)
    if (mod && !altKey && key.toLowerCase() === 'd') return () => copyDown(row, column)
    if (mod && key === 'Delete') return () => drop(row, column)
    if (mod || altKey) return undefined
    if (key === 'Enter' && target.getAttribute('aria-expanded') !== 'true' && !target.matches('textarea'))
      return () => (shiftKey ? focusCell(row - 1, column) : goDown(row, column))
    if (keepsArrows(target) || shiftKey) return undefined
    if (down) return () => focusCell(row + 1, column)
    if (key === 'ArrowUp') return () => focusCell(row - 1, column)
    if (key === 'ArrowRight' && atEdge(target, key)) return () => focusCell(row, column + 1)
    if (key === 'ArrowLeft' && atEdge(target, key)) return () => focusCell(row, column - 1)
    return undefined
  }
  const shift = (row: number, column: number, step: number) => {
    acts.move(row, row + step)
    focusCell(Math.min(Math.max(row + step, 0), acts.rows - 1), column)
  }
  const copyDown = (row: number, column: number) => {
    acts.duplicate(row)
    focusCell(row + 1, column)
  }
  const drop = (row: number, column: number) => {
    acts.remove(row)
    focusCell(Math.max(0, Math.min(row, acts.rows - 2)), column)
  }
  return { onKeyDownCapture, focusCell }
}
