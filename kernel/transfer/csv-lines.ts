import { stringify } from 'csv-stringify/sync'
import { guardCsvCell } from './formula.ts'

/** Excel takes a file with this mark for UTF-8; without it Chinese becomes gibberish. */
export const byteOrderMark = '\ufeff'

/** Rows as the text of a CSV file, no cell of which a spreadsheet takes for a formula. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map(row => row.map(guardCsvCell)),
    { record_delimiter: 'windows', quoted_match: /[;\t\r\n]|^\s|\s$/ },
  )

/** Headers that make a browser save a reply as a file and never show it as a page. */
export const asFile = (fileName: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
})
