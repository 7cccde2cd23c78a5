import { limits } from './limits.ts'
import { rowTooLarge, tooManyColumns } from './refusals.ts'
import type { TableRow } from './table.ts'
import { decodeEscapes, type XmlListener } from './xml.ts'

/** What the cells of a sheet refer to. */
export interface CellSource {
  readonly strings: readonly string[]
  /** By style number: whether it shows a number as a date. */
  readonly isDate: readonly boolean[]
  readonly from1904: boolean
}

const msPerDay = 86_400_000
/** A day count as `2026-03-09`, or with its time of day as `2026-03-09T14:30:00`: what the sheet shows, in no zone. */
function dateText(days: number, from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30) // 1900 had no 29 February
  const date = new Date(epoch + Math.round(days * msPerDay))
  if (Number.isNaN(date.getTime())) return String(days)
  const text = date.toISOString().slice(0, -1)
  return text.endsWith('T00:00:00.000') ? text.slice(0, 10) : text.replace(/\.000$/, '')
}

/** Spreadsheets keep 15 digits: 0.1 + 0.2 is 0.3 there, and a long number is written out, never as 1e21. */
function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text
}

/** `BC12` is column 54. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

function cellText(type: string, style: number, text: string, { strings, isDate, from1904 }: CellSource): string {
  if (type === 's') return strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'true' : 'false'
  if (type === 'str' || type === 'inlineStr') return decodeEscapes(text)
  if (type === 'e' || type === 'd' || text === '') return text
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  return isDate[style] ? dateText(value, from1904) : numberText(value)
}

/** Turns the markup of a sheet into rows; empty cells between others are empty texts. */
export function sheetReader(source: CellSource, found: (row: TableRow) => void): XmlListener {
  let line = 0
  let cells: string[] = []
  let size = 0
  let cell = { column: 0, type: '', style: 0, text: '' }
  let reading = false
  let inReading = false

  function finishCell() {
    const text = cellText(cell.type, cell.style, cell.text, source)
    if (text === '') return
    if (cell.column >= limits.columns) throw tooManyColumns({ columns: cell.column + 1, maximum: limits.columns })
    size += text.length
    if (size > limits.rowCharacters) throw rowTooLarge({ line })
    while (cells.length < cell.column) cells.push('')
    cells[cell.column] = text
  }
  return {
    open: (name, { r, t = 'n', s = '0' }) => {
      if (name === 'row') {
        line = r ? Number(r) : line + 1
        cells = []
        size = 0
        cell = { column: -1, type: '', style: 0, text: '' }
      } else if (name === 'c') cell = { column: r ? columnOf(r) : cell.column + 1, type: t, style: Number(s), text: '' }
      else if (name === 'rPh') inReading = true
      else if (name === 'v' || name === 't') reading = !inReading
    },
    text: text => {
      if (reading) cell.text += text
    },
    close: name => {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'rPh') inReading = false
      else if (name === 'c') finishCell()
      else if (name === 'row') found({ line, cells })
    },
  }
}
