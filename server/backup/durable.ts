import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What a file of a backup must still be. */
export interface Piece {
  readonly size: number
  readonly sha256: string
}

/** A file in the making: written in order, readable by its owner alone, and on the disk when `close` returns. */
export interface HashedFile {
  write(chunk: Uint8Array): Promise<void>
  close(): Promise<Piece>
  abandon(): Promise<void>
}

/** Throws when the file is already there. */
export async function createHashed(path: string): Promise<HashedFile> {
  const file: FileHandle = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  return {
    async write(chunk) {
      hash.update(chunk)
      size += chunk.byteLength
      await file.writeFile(chunk)
    },
    async close() {
      await file.sync()
      await file.close()
      return { size, sha256: hash.digest('hex') }
    },
    abandon: () => file.close(),
  }
}

export async function writeHashed(folder: string, name: string, content: Uint8Array): Promise<Piece> {
  const file = await createHashed(join(folder, name))
  await file.write(content)
  return file.close()
}

/** Makes the names in a folder, and its own name in the folder above, survive a power cut. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // Windows cannot open a folder for this
  for (const one of [folder, dirname(folder)]) {
    const opened = openSync(one, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  }
}
