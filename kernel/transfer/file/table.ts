import { csvRows } from './csv.ts'
import { encodingOf } from './encoding.ts'
import { fileEmpty, fileEncrypted, fileType } from './refusals.ts'
import type { Spooled } from './spool.ts'
import { workbookRows } from './xlsx.ts'

/** One row as text, with the line of the file (or the row of the sheet) it begins on. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

const begins = (head: Buffer, ...signatures: readonly (string | readonly number[])[]) =>
  signatures.some(signature => head.subarray(0, signature.length).equals(Buffer.from(signature as string)))

/** What people rename to .csv or .xlsx: pictures, PDF, archives, and the HTML that some programs call Excel. */
const foreign = [
  '%PDF',
  'GIF8',
  'Rar!',
  '7z\xbc\xaf',
  '{\\rtf',
  '<!DOCTYPE',
  '<!doctype',
  '<html',
  '<HTML',
  '<?xml',
  '<table',
  'SQLite format',
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0x7f, 0x45, 0x4c, 0x46],
] as const

/** The rows of a file, told by what it holds and not by its name. Throws a Problem when it is no table. */
export async function* tableRows(file: Spooled): AsyncGenerator<TableRow> {
  if (file.size === 0) throw fileEmpty()
  const { value: head } = await file.read().next()
  const beginning = head as Buffer
  if (begins(beginning, [0xd0, 0xcf, 0x11, 0xe0])) throw fileEncrypted()
  if (begins(beginning, ...foreign)) throw fileType()
  if (begins(beginning, 'PK')) yield* workbookRows(file)
  else yield* csvRows(file, await encodingOf(file, beginning))
}
