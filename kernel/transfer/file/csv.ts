import { pipeline, Readable } from 'node:stream'
import { CsvError, type InfoRecord, parse } from 'csv-parse'
import { asUtf8, type Encoding } from './encoding.ts'
import { limits } from './limits.ts'
import { csvBroken, csvQuoteOpen, rowTooLarge } from './refusals.ts'
import { separatorOf } from './separator.ts'
import type { Spooled } from './spool.ts'
import type { TableRow } from './table.ts'

async function beginningOf(file: Spooled, encoding: Encoding): Promise<string> {
  for await (const piece of asUtf8(file, encoding)) return piece.toString()
  return ''
}

/** `sep=;` on the first line is Excel's own way to tell; the line is no row. */
const told = /^sep=([,;\t])\r?\n/i

function translate(error: unknown, line: number, twice: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return csvQuoteOpen({ line })
  if (error.code === 'CSV_MAX_RECORD_SIZE') return rowTooLarge({ line })
  const { lines } = error as unknown as { lines?: number }
  return csvBroken({ line: lines === undefined ? line : lines - twice })
}

/** The rows of a CSV file, each with the line it begins on. Throws a Problem that names the line where it is broken. */
export async function* csvRows(file: Spooled, encoding: Encoding): AsyncGenerator<TableRow> {
  const beginning = await beginningOf(file, encoding)
  const [first, separator] = told.exec(beginning) ?? []
  let line = first ? 2 : 1
  let twice = 0 // the parser counts a Windows line break inside a cell as two lines
  const withLine = (cells: string[], { lines }: InfoRecord): TableRow => {
    const row = { line, cells }
    if (lines - twice > line) for (const cell of cells) twice += cell.split('\r\n').length - 1
    line = lines - twice + 1
    return row
  }
  const parser = parse({
    delimiter: separator ?? separatorOf(beginning),
    record_delimiter: ['\r\n', '\n', '\r'],
    from_line: line,
    relax_column_count: true,
    max_record_size: limits.rowCharacters,
    on_record: withLine as never, // its declaration knows only records that stay what they were
  })
  pipeline(Readable.from(asUtf8(file, encoding)), parser, () => {}) // its errors reach the loop below
  try {
    yield* parser as AsyncIterable<TableRow>
  } catch (error) {
    throw translate(error, line, twice)
  }
}
