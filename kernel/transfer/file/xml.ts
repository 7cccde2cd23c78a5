import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { archiveTooLarge } from './refusals.ts'

/** What is told of an XML part while it streams by; names come without their namespace prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

function parserFor(listener: XmlListener): SaxesParser {
  const parser = new SaxesParser()
  parser.on('opentag', tag => listener.open?.(local(tag.name), tag.attributes as Record<string, string>))
  parser.on('closetag', tag => listener.close?.(local(tag.name)))
  parser.on('text', text => listener.text?.(text))
  parser.on('cdata', text => listener.text?.(text))
  parser.on('error', error => {
    throw error
  })
  return parser
}

/** A small part at once. Throws the parser's error when it is not well-formed. */
export function readXml(text: string, listener: XmlListener): void {
  const parser = parserFor(listener)
  parser.write(text).close()
}

/** No honest markup goes on for this many characters without a tag that begins or ends. */
const longestToken = 16 * 1024 * 1024

/** A part as it is unpacked; yields after each piece, so that who asks sets the pace. */
export async function* streamXml(stream: Readable, listener: XmlListener): AsyncGenerator<void> {
  let silent = 0
  const heard = () => {
    silent = 0
  }
  const parser = parserFor({
    ...listener,
    open: (name, attributes) => {
      heard()
      listener.open?.(name, attributes)
    },
    close: name => {
      heard()
      listener.close?.(name)
    },
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      silent += piece.length
      if (silent > longestToken) throw archiveTooLarge()
      parser.write(decoder.decode(piece, { stream: true }))
      yield
    }
    parser.close()
  } finally {
    stream.destroy()
  }
}

/** `_x000D_` in a workbook's text is a character XML cannot hold. */
export const decodeEscapes = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
