import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import type { Language } from '../../messages/language.ts'
import { columnWidths, fit, type Measured, measuring } from './fit.ts'
import { typeface } from './typeface.ts'

export interface PdfColumn {
  readonly header: string
  /** Numbers stand on the right, where their digits line up. */
  readonly isNumber?: boolean
}
export interface PdfTable {
  readonly title: string
  /** What is shown, as of when: a line below the title. */
  readonly note?: string
  readonly columns: readonly PdfColumn[]
  readonly rows: AsyncIterable<readonly (readonly string[])[]>
  readonly language: Language
}

/** More rows than this nobody reads on paper; the last line then says that the rest is in the other formats. */
export const pdfRowLimit = 5_000
const cut = {
  en: `Only the first ${pdfRowLimit.toLocaleString('en')} rows. Export as Excel or CSV for all of them.`,
  zh: `仅包含前 ${pdfRowLimit.toLocaleString('en')} 行，全部内容请导出为 Excel 或 CSV。`,
} as const
const pageWord = { en: (no: number) => `Page ${no}`, zh: (no: number) => `第 ${no} 页` } as const

const margin = 36
const gap = 6
const [titleSize, size, leading] = [15, 8, 11]
const mostLines = 4
const [ink, muted, rule, band] = ['#1c1f23', '#5b6470', '#d5d9de', '#f1f3f5']
type Doc = PDFKit.PDFDocument

interface Sheet {
  readonly doc: Doc
  readonly table: PdfTable
  readonly measure: Measured
  readonly widths: readonly number[]
  page: number
  y: number
}
const innerWidth = ({ page }: Doc) => page.width - 2 * margin
const bottom = ({ page }: Doc) => page.height - margin - leading

function write(doc: Doc, text: string, x: number, y: number) {
  if (text) doc.text(text, x, y, { lineBreak: false })
}

function row(sheet: Sheet, cells: readonly string[], isHead = false) {
  const { doc, table, widths, measure } = sheet
  const lines = table.columns.map((_, i) => fit(cells[i] ?? '', (widths[i] as number) - gap, mostLines, measure))
  const height = Math.max(1, ...lines.map(one => one.length)) * leading + 4
  if (!isHead && sheet.y + height > bottom(doc)) nextPage(sheet)
  const { y } = sheet
  if (isHead) doc.rect(margin, y, innerWidth(doc), height).fill(band)
  doc.fillColor(isHead ? muted : ink)
  let x = margin
  for (const [i, { isNumber }] of table.columns.entries()) {
    const width = (widths[i] as number) - gap
    for (const [n, line] of (lines[i] as string[]).entries())
      write(doc, line, isNumber ? x + gap / 2 + width - measure(line) : x + gap / 2, y + 2 + n * leading)
    x += widths[i] as number
  }
  doc
    .strokeColor(rule)
    .lineWidth(0.5)
    .moveTo(margin, y + height)
    .lineTo(margin + innerWidth(doc), y + height)
    .stroke()
  sheet.y = y + height
}

function foot(sheet: Sheet) {
  const { doc, table, measure } = sheet
  const label = pageWord[table.language](sheet.page)
  const y = doc.page.height - margin
  doc.fillColor(muted)
  write(doc, fit(table.title, innerWidth(doc) / 2, 1, measure)[0] ?? '', margin, y)
  write(doc, label, margin + innerWidth(doc) - measure(label), y)
}

const heads = (sheet: Sheet) =>
  row(
    sheet,
    sheet.table.columns.map(({ header }) => header),
    true,
  )
function nextPage(sheet: Sheet) {
  foot(sheet)
  sheet.doc.addPage()
  sheet.page += 1
  sheet.y = margin
  heads(sheet)
}

function opening({ doc, table: { title, note } }: Sheet): number {
  doc.fontSize(titleSize).fillColor(ink)
  doc.text(title, margin, margin, { width: innerWidth(doc), height: titleSize * 3, ellipsis: true })
  doc.fontSize(size).fillColor(muted)
  if (note) doc.text(note, margin, doc.y + 2, { width: innerWidth(doc), height: leading * 4, ellipsis: true })
  return doc.y + 8
}

/** What each column would like to have, by its header and its first rows. */
function wishes(table: PdfTable, first: readonly (readonly string[])[], measure: Measured): number[] {
  const most = 180
  return table.columns.map(({ header }, i) => {
    const cells = first.slice(0, 60).map(cells => measure((cells[i] ?? '').slice(0, 200)))
    return Math.min(most, Math.max(24, measure(header), ...cells)) + gap + 2
  })
}

async function fill(doc: Doc, table: PdfTable) {
  doc.font('text').fontSize(size)
  const measure = measuring(text => doc.fontSize(size).widthOfString(text))
  let sheet: Sheet | undefined
  let written = 0
  const begin = (first: readonly (readonly string[])[]): Sheet => {
    const widths = columnWidths(wishes(table, first, measure), innerWidth(doc), 28)
    const begun = { doc, table, measure, widths, page: 1, y: 0 }
    begun.y = opening(begun)
    heads(begun)
    return begun
  }
  for await (const rows of table.rows) {
    sheet ??= begin(rows)
    for (const cells of rows) {
      if (written === pdfRowLimit) break
      row(sheet, cells)
      // Other requests have their turn between some rows.
      if (++written % 50 === 0) await setImmediate()
    }
    if (written === pdfRowLimit && rows.length) break
  }
  sheet ??= begin([])
  if (written === pdfRowLimit) write(doc.fillColor(muted), cut[table.language], margin, sheet.y + 4)
  foot(sheet)
  doc.end()
}

/** A column narrower than this breaks its words. */
const readable = 66
/** ISO sheets lying, by their width in points: the smallest that has room for so many columns. */
const sheets = { A4: 842, A3: 1191, A2: 1684, A1: 2384, A0: 3370 } as const
function sheetFor(columns: number): keyof typeof sheets {
  const names = Object.keys(sheets) as (keyof typeof sheets)[]
  return names.find(name => sheets[name] - 2 * margin >= columns * readable) ?? 'A0'
}

/** A table on as many pages as it takes, of A4 or larger for many columns, written while its rows come. */
export async function pdfTable(table: PdfTable): Promise<Readable> {
  const layout = table.columns.length > 5 ? 'landscape' : 'portrait'
  const doc = new PDFDocument({
    size: sheetFor(table.columns.length),
    layout,
    margin,
    info: { Title: table.title, Creator: 'Tenon' },
  })
  doc.registerFont('text', await typeface())
  doc.options.margin = 0
  doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 }
  doc.on('pageAdded', () => {
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 }
  })
  fill(doc, table).catch(error => doc.destroy(error))
  return doc as unknown as Readable
}
