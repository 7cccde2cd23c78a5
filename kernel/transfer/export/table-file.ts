import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { type CellValue, writeXlsxStream } from 'hucre/xlsx'
import type { Language } from '../../messages/language.ts'
import { byteOrderMark, csvLines } from '../csv-lines.ts'
import { type PdfColumn, pdfTable } from '../pdf/pdf-table.ts'
import { type Format, sheetName, stringCell } from './export-file.ts'

/** A finished table, whatever it was worked out from. */
export interface FinishedTable {
  readonly title: string
  readonly note: string
  readonly columns: readonly PdfColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly language: Language
}

const texts = (row: FinishedTable['rows'][number]) => row.map(cell => (cell === null ? '' : String(cell)))

function csv({ columns, rows }: FinishedTable): Readable {
  return Readable.from([byteOrderMark + csvLines([columns.map(({ header }) => header), ...rows.map(texts)])])
}

async function* sheetRows({ columns, rows }: FinishedTable): AsyncGenerator<CellValue[]> {
  yield columns.map(({ header }) => stringCell(header))
  for (const row of rows) yield row.map(cell => (typeof cell === 'string' ? stringCell(cell) : cell))
}
function xlsx(table: FinishedTable): Readable {
  const options = { name: sheetName(table.title), freezePane: { rows: 1 } }
  return Readable.fromWeb(writeXlsxStream(sheetRows(table), options) as ReadableStream)
}

/** Digits in groups of three, as people read sums on paper. */
const grouped = (cell: string | number | null) =>
  typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 4 }) : (cell ?? '')
async function* pages({ rows }: FinishedTable) {
  yield rows.map(row => row.map(grouped))
}

/** A finished table as a file of this format. */
export async function tableFile(format: Format, table: FinishedTable): Promise<Readable> {
  if (format === 'csv') return csv(table)
  return format === 'xlsx' ? xlsx(table) : pdfTable({ ...table, rows: pages(table) })
}
