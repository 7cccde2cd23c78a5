import type { Readable } from 'node:stream'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { limits } from './limits.ts'
import { archiveTooLarge, fileBroken, fileEncrypted } from './refusals.ts'
import type { Spooled } from './spool.ts'

/** The parts of a packed file, held to the limits before anything is unpacked; yauzl holds them to what they declare. */
export interface Archive {
  has(name: string): boolean
  /** Unpacks a part piece by piece. */
  stream(name: string): Promise<Readable>
  /** Unpacks a small part whole. Throws ARCHIVE_TOO_LARGE for a large one. */
  text(name: string): Promise<string>
}

function check(entry: Entry) {
  const { compressedSize, uncompressedSize } = entry
  if (entry.isEncrypted()) throw fileEncrypted()
  const isLarge = uncompressedSize > limits.unpackedRatioFrom
  if (isLarge && uncompressedSize > compressedSize * limits.unpackedRatio) throw archiveTooLarge()
}

async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>()
  let unpacked = 0
  if (zip.entryCount > limits.archiveParts) throw archiveTooLarge()
  for await (const entry of zip.eachEntry()) {
    check(entry)
    unpacked += entry.uncompressedSize
    if (unpacked > limits.unpackedBytes) throw archiveTooLarge()
    parts.set(entry.fileName.toLowerCase(), entry)
  }
  return parts
}

/** Opens a packed file. Throws FILE_BROKEN, FILE_ENCRYPTED or ARCHIVE_TOO_LARGE. Part names are found in any case. */
export async function openArchive(file: Spooled): Promise<Archive> {
  const zip = await fromFdPromise(file.handle.fd, { lazyEntries: true, autoClose: false }).catch(cause => {
    throw fileBroken({}, { cause })
  })
  const parts = await listParts(zip)
  const part = (name: string): Entry => {
    const entry = parts.get(name.toLowerCase())
    if (!entry) throw fileBroken()
    return entry
  }
  const stream = (name: string) => zip.openReadStreamPromise(part(name))
  return {
    has: name => parts.has(name.toLowerCase()),
    stream,
    async text(name) {
      if (part(name).uncompressedSize > limits.wholePartBytes / 8) throw archiveTooLarge()
      return Buffer.concat(await (await stream(name)).toArray()).toString()
    },
  }
}
