import { fileEncoding, fileType } from './refusals.ts'
import type { Spooled } from './spool.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

function byMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  return undefined
}

/** UTF-16 without a mark shows as a zero in every other byte of its ASCII; zeros anywhere else mean no text at all. */
function byZeros(head: Buffer): Encoding | undefined {
  const sample = head.subarray(0, 4096)
  let [even, odd] = [0, 0]
  sample.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2) odd++
    else even++
  })
  if (even + odd === 0) return undefined
  if (odd > sample.length / 8 && even === 0) return 'utf-16le'
  if (even > sample.length / 8 && odd === 0) return 'utf-16be'
  throw fileType()
}

async function isAll(file: Spooled, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const piece of file.read()) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false // the decoder's only complaint: some byte is not of this encoding
  }
}

/** The encoding that all bytes of the file agree with. Throws FILE_TYPE for what is no text, FILE_ENCODING for unknown text. */
export async function encodingOf(file: Spooled, head: Buffer): Promise<Encoding> {
  const told = byMark(head) ?? byZeros(head)
  for (const encoding of told ? [told] : (['utf-8', 'gb18030'] as const))
    if (await isAll(file, encoding)) return encoding
  throw fileEncoding()
}

/** The file's text as UTF-8 without a mark. */
export async function* asUtf8(file: Spooled, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    let first = true
    for await (const piece of file.read()) {
      yield first && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece
      first = false
    }
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const piece of file.read()) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}
