import { Problem } from '../../problem/problem.ts'
import { openArchive } from './archive.ts'
import { dateStyles } from './date-formats.ts'
import { fileBroken } from './refusals.ts'
import { sharedStrings } from './shared-strings.ts'
import { type CellSource, sheetReader } from './sheet.ts'
import type { Spooled } from './spool.ts'
import type { TableRow } from './table.ts'
import { openWorkbook } from './workbook.ts'
import { streamXml } from './xml.ts'

async function* read(file: Spooled): AsyncGenerator<TableRow> {
  const archive = await openArchive(file)
  const { sheet, strings, styles, from1904 } = await openWorkbook(archive)
  const source: CellSource = {
    strings: strings ? await sharedStrings(archive, strings) : [],
    isDate: styles ? await dateStyles(archive, styles) : [],
    from1904,
  }
  const rows: TableRow[] = []
  const listener = sheetReader(source, row => rows.push(row))
  for await (const _ of streamXml(await archive.stream(sheet), listener)) yield* rows.splice(0)
  yield* rows
}

/** The rows of a workbook's first visible sheet, formulas as their last values. Throws a Problem when it cannot be read. */
export async function* workbookRows(file: Spooled): AsyncGenerator<TableRow> {
  try {
    yield* read(file)
  } catch (error) {
    throw error instanceof Problem ? error : fileBroken({}, { cause: error })
  }
}
