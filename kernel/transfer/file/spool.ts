import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { limits } from './limits.ts'
import { fileTooLarge, uploadBroken } from './refusals.ts'

/** An upload on disk for as long as it is read: memory stays flat, and a workbook needs its end before its beginning. */
export interface Spooled {
  readonly size: number
  readonly handle: FileHandle
  /** Bytes in pieces of 64 KiB, from the beginning. */
  read(): AsyncGenerator<Buffer>
  close(): Promise<void>
}

const piece = 64 * 1024

async function* pieces(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(piece), 0, Math.min(piece, size - at), at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

async function copy(source: Readable, handle: FileHandle): Promise<number> {
  let size = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limits.bytes) throw fileTooLarge({ megabytes: limits.bytes / 1024 / 1024 })
    await handle.write(chunk)
  }
  return size
}

/** Puts the stream into a file without a name. Throws FILE_TOO_LARGE, or UPLOAD_BROKEN when the caller goes away. */
export async function spool(source: Readable): Promise<Spooled> {
  const path = join(tmpdir(), `tenon-upload-${randomUUID()}`)
  const handle = await open(path, 'wx+', 0o600)
  // Where the system allows it the name goes at once, so that not even a crash leaves the upload behind.
  const unnamed = process.platform !== 'win32'
  if (unnamed) await rm(path)
  const close = async () => {
    await handle.close()
    if (!unnamed) await rm(path, { force: true })
  }
  try {
    const size = await copy(source, handle)
    return { size, handle, read: () => pieces(handle, size), close }
  } catch (error) {
    await close()
    throw isAborted(error) ? uploadBroken({}, { cause: error }) : error
  }
}

const isAborted = (error: unknown) =>
  error instanceof Error &&
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? '')
