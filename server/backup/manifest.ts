import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Piece } from './durable.ts'

const file = z.object({
  Path: z.string().optional(),
  'Encoded-Path': z.string().optional(),
  Size: z.number(),
  'Checksum-Algorithm': z.literal('SHA256'),
  Checksum: z.string(),
})
const schema = z.object({ Files: z.array(file), 'Manifest-Checksum': z.string() })

/** Every file PostgreSQL put into the backup, by its path. The WAL is not among them: it carries checksums of its own. */
export type Manifest = ReadonlyMap<string, Piece>

/** PostgreSQL's last line is the checksum of all lines before it. */
function checksumOfLines(text: string): string {
  const end = text.lastIndexOf('\n', text.length - 2) + 1
  return createHash('sha256').update(text.slice(0, end)).digest('hex')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // told below
  }
}

/** Throws an Error of one line when the manifest is not what PostgreSQL wrote. */
export function readManifest(path: string): Manifest {
  const text = readFileSync(path, 'utf8')
  const read = schema.safeParse(parsed(text))
  if (!read.success || read.data['Manifest-Checksum'] !== checksumOfLines(text)) throw new Error(`${path} is damaged.`)
  return new Map(
    read.data.Files.map(one => [
      one.Path ?? Buffer.from(one['Encoded-Path'] ?? '', 'hex').toString('utf8'),
      { size: one.Size, sha256: one.Checksum },
    ]),
  )
}
