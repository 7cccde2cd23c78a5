import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The files a backup can have; no other name is ever read from one. */
export const pieceNames = ['database.tar', 'backup_manifest', 'files.tar', 'secret', 'demo-accounts.json'] as const
export type PieceName = (typeof pieceNames)[number]
export const recordName = 'backup.json'

const piece = z.strictObject({ size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const schema = z.strictObject({
  format: z.literal(1),
  /** Of the product that made it. */
  version: z.string(),
  at: z.iso.datetime(),
  /** Bytes of all pieces. */
  size: z.int(),
  manifestSha256: z.string(),
  pieces: z.partialRecord(z.enum(pieceNames), piece),
  /** Over everything above, so that the record itself cannot be damaged unseen. */
  sha256: z.string(),
})
/** `backup.json`: written last, so a folder without it is no finished backup. */
export type BackupRecord = z.infer<typeof schema>
export type Unsigned = Omit<BackupRecord, 'sha256'>

function digest(record: Unsigned): string {
  const { format, version, at, size, manifestSha256, pieces } = record
  const listed = pieceNames.map(name => [name, pieces[name]?.size, pieces[name]?.sha256])
  return createHash('sha256')
    .update(JSON.stringify([format, version, at, size, manifestSha256, listed]))
    .digest('hex')
}

export const recordText = (record: Unsigned): string =>
  `${JSON.stringify({ ...record, sha256: digest(record) }, null, 2)}\n`

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // told below, with everything else that is no record
  }
}

/** Throws an Error of one line when there is none, or it is not what was written. */
export function readRecord(folder: string): BackupRecord {
  const path = join(folder, recordName)
  if (!existsSync(path)) throw new Error(`${path} is missing: this is no backup, or one that was never finished.`)
  const read = schema.safeParse(parsed(readFileSync(path, 'utf8')))
  if (!read.success || digest(read.data) !== read.data.sha256)
    throw new Error(`${path} is damaged, or was made by a version that this one does not know.`)
  for (const name of ['database.tar', 'backup_manifest'] as const)
    if (!read.data.pieces[name]) throw new Error(`${path} does not list ${name}.`)
  return read.data
}
