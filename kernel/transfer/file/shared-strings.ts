import type { Archive } from './archive.ts'
import { limits } from './limits.ts'
import { archiveTooLarge } from './refusals.ts'
import { decodeEscapes, streamXml } from './xml.ts'

/** The texts that cells name by number. Runs of rich text are joined; how a word is pronounced (`rPh`) is no part of it. */
export async function sharedStrings(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let held = 0
  let inText = false
  let inReading = false
  const pieces = streamXml(await archive.stream(path), {
    open: name => {
      if (name === 'si') text = ''
      else if (name === 'rPh') inReading = true
      else if (name === 't') inText = !inReading
    },
    text: piece => {
      if (inText) text += piece
    },
    close: name => {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
      else if (name === 'si') {
        held += text.length + 16
        if (held > limits.wholePartBytes) throw archiveTooLarge()
        strings.push(decodeEscapes(text))
      }
    },
  })
  for await (const _ of pieces);
  return strings
}
