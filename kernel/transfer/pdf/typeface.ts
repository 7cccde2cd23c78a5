import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const file = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'
let read: Promise<Buffer> | undefined

/** The one typeface of documents: Latin, Greek, Cyrillic, Chinese. Read once; a document keeps only the characters it uses. */
export function typeface(): Promise<Buffer> {
  read ??= readFile(createRequire(import.meta.url).resolve(file))
  return read
}
