import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/*
 * An archive is gzip over lines of JSON: a header, then one line for each row, `[number of its table, …values as text]`,
 * then a trailer. Values are never anything but text or null.
 */
const history = z.strictObject({
  head: z.string(),
  events: z.int(),
  unsealed: z.int(),
  /** The chain was already broken when the archive was made. */
  fault: z.string().nullable(),
})
const table = z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.int().min(0) })
const header = z.strictObject({
  archive: z.literal('tenon tenant'),
  format: z.literal(1),
  /** Of the product that made it. */
  version: z.string(),
  at: z.iso.datetime(),
  tenant: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }),
  history,
  tables: z.array(table),
})
const trailer = z.strictObject({ rows: z.int(), sha256: z.string() })
const row = z.tuple([z.int().min(0)], z.union([z.string(), z.null()]))

export type Header = z.infer<typeof header>
export type History = z.infer<typeof history>
export type Row = z.infer<typeof row>

/** Longer than any row of ours; without a bound a few bytes of gzip could fill the memory. */
const longestLine = 64 * 1024 * 1024

const damaged = (why: string) => new Error(`The archive is damaged: ${why}.`)

/** Compressing costs a visit to another thread, so lines go there together. */
const together = 64 * 1024

/** The lines of an archive, many at a time, the trailer added at the end. */
export async function* linesOf(head: Header, rows: AsyncIterable<Row>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let count = 0
  let text = `${JSON.stringify(head)}\n`
  for await (const one of rows) {
    count++
    text += `${JSON.stringify(one)}\n`
    if (text.length < together) continue
    hash.update(text)
    yield text
    text = ''
  }
  hash.update(text)
  yield `${text}${JSON.stringify({ rows: count, sha256: hash.digest('hex') })}\n`
}

async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...parts, rest.subarray(0, end + 1)])
      rest = rest.subarray(end + 1)
      parts = []
      length = 0
    }
    length += rest.length
    if (length > longestLine) throw damaged('a line is longer than any that was written')
    if (rest.length) parts.push(Buffer.from(rest))
  }
  if (length) throw damaged('it ends in the middle of a line')
}

async function* unzipped(path: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', error => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw code === 'ENOENT' ? new Error(`${path} is missing.`) : damaged(message)
  } finally {
    source.destroy()
  }
}

function parse<T>(schema: z.ZodType<T>, text: Buffer, what: string): T {
  try {
    return schema.parse(JSON.parse(text.toString('utf8')))
  } catch (error) {
    throw new Error(damaged(`it holds a line that is no ${what}`).message, { cause: error })
  }
}

/** An archive that is being read: its header, then its rows. The rows end with an Error when it is not whole. */
export interface Opened {
  readonly header: Header
  readonly rows: AsyncGenerator<Row>
  close(): Promise<void>
}

function checkRow([index, ...values]: Row, tables: Header['tables'], seen: number[]): void {
  const table = tables[index]
  if (!table || values.length !== table.columns.length) throw damaged('a row does not fit its table')
  seen[index] = (seen[index] ?? 0) + 1
}

function checkEnd(last: Buffer | undefined, digest: string, { tables }: Header, seen: readonly number[]): void {
  if (!last) throw damaged('it has no end')
  const { sha256 } = parse(trailer, last, 'end')
  if (sha256 !== digest) throw damaged('its SHA-256 is not what was written')
  const wrong = tables.find(({ rows }, i) => rows !== (seen[i] ?? 0))
  if (wrong) throw damaged(`it holds another number of rows of ${wrong.name} than it says`)
}

/** Opens an archive. Throws an Error of one line when it is none. */
export async function openArchive(path: string): Promise<Opened> {
  const lines = splitLines(unzipped(path))
  const first = await lines.next()
  if (first.done) throw damaged('it is empty')
  const head = parse(header, first.value, 'header of a tenant archive that this version knows')
  const hash = createHash('sha256').update(first.value)

  async function* rows(): AsyncGenerator<Row> {
    const seen: number[] = []
    let last: Buffer | undefined
    for await (const line of lines) {
      if (last) {
        const one = parse(row, last, 'row')
        hash.update(last)
        checkRow(one, head.tables, seen)
        yield one
      }
      last = line
    }
    checkEnd(last, hash.digest('hex'), head, seen)
  }
  return { header: head, rows: rows(), close: async () => void (await lines.return(undefined)) }
}

/** Reads an archive to its end. Throws an Error of one line unless it is whole. */
export async function requireWhole(path: string): Promise<void> {
  const { rows } = await openArchive(path)
  for await (const _ of rows);
}
