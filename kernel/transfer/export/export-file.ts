import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { type CellValue, writeXlsxStream } from 'hucre/xlsx'
import type { Values } from '../../data/shape.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { dayIn } from '../../fields/date/zone.ts'
import type { Session } from '../../operations/read.ts'
import { byteOrderMark, csvLines } from '../csv-lines.ts'
import { guardXlsxCell } from '../formula.ts'
import { pdfTable } from '../pdf/pdf-table.ts'
import type { ExportColumn } from './export-cell.ts'
import { linesOf } from './export-lines.ts'
import { titlesOf } from './export-pages.ts'

type Pages = AsyncIterable<readonly Values[]>
type Cell = string | number | boolean | Date | null

/** Rows of cells, page by page, with references as what their records are called. */
async function* rowsOf(
  session: Session,
  columns: readonly ExportColumn[],
  pages: Pages,
  write: (column: ExportColumn, value: unknown) => Cell,
): AsyncGenerator<Cell[][]> {
  const references = columns.filter(
    (column): column is ExportColumn & { refersTo: AnyEntity } => column.refersTo !== undefined,
  )
  for await (const page of pages) {
    const titles = await titlesOf(session, page, references)
    const written = await linesOf(session, page, columns)
    yield page.map(values =>
      columns.map(column => {
        const value = values[column.name]
        if (value === null || value === undefined) return null
        const cell = written.get(column.name)
        if (cell) return cell(value)
        return titles.get(column.name)?.get(value as string) || write(column, value)
      }),
    )
  }
}

async function* csvPieces(session: Session, columns: readonly ExportColumn[], pages: Pages): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([columns.map(column => column.header)])
  for await (const rows of rowsOf(session, columns, pages, (column, value) => column.text(value)))
    if (rows.length) yield csvLines(rows.map(row => row.map(cell => (cell === null ? '' : String(cell)))))
}

/** More than this in one cell and Excel calls the workbook damaged. */
const cellCharacters = 32_767
/** What a reader of workbooks would take for an escape is escaped itself; characters XML cannot hold are, too. */
const escaped = (text: string) =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
export const stringCell = (text: string) => escaped(guardXlsxCell(text)).slice(0, cellCharacters)

async function* sheetRows(
  session: Session,
  columns: readonly ExportColumn[],
  pages: Pages,
): AsyncGenerator<CellValue[]> {
  yield columns.map(column => stringCell(column.header))
  for await (const rows of rowsOf(session, columns, pages, (column, value) => column.cell(value)))
    for (const row of rows) yield row.map(cell => (typeof cell === 'string' ? stringCell(cell) : cell))
}

export const sheetName = (label: string) =>
  label
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet1'

const numeric = new Set(['integer', 'decimal', 'money'])

async function* pdfRows(session: Session, columns: readonly ExportColumn[], pages: Pages) {
  for await (const rows of rowsOf(session, columns, pages, (column, value) => column.text(value)))
    yield rows.map(row => row.map(cell => (cell === null ? '' : String(cell))))
}

async function* pdfPieces(session: Session, title: string, columns: readonly ExportColumn[], pages: Pages) {
  const { tenant, actor } = session
  yield* await pdfTable({
    title,
    note: `${tenant.name} · ${dayIn(tenant.timeZone, new Date())}`,
    columns: columns.map(({ header, kind }) => ({ header, isNumber: kind !== undefined && numeric.has(kind) })),
    rows: pdfRows(session, columns, pages),
    language: actor.language,
  })
}

export interface ExportFile {
  readonly type: string
  stream(session: Session, label: string, columns: readonly ExportColumn[], pages: Pages): Readable
}
export type Format = 'csv' | 'xlsx' | 'pdf'

export const exportFiles: Readonly<Record<Format, ExportFile>> = {
  pdf: {
    type: 'application/pdf',
    stream: (session, label, columns, pages) => Readable.from(pdfPieces(session, label, columns, pages)),
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    stream: (session, _label, columns, pages) => Readable.from(csvPieces(session, columns, pages)),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream: (session, label, columns, pages) =>
      Readable.fromWeb(
        writeXlsxStream(sheetRows(session, columns, pages), {
          name: sheetName(label),
          freezePane: { rows: 1 },
        }) as ReadableStream,
      ),
  },
}
