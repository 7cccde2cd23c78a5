import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly content: string | Buffer
  /** What the archive says the part unpacks to, where that is a lie. */
  readonly claims?: number
  /** General purpose flags: 1 marks a part as encrypted. */
  readonly flags?: number
}

function header(signature: number, fields: readonly [size: 2 | 4, value: number][]): Buffer {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0))
  buffer.writeUInt32LE(signature, 0)
  let at = 4
  for (const [size, value] of fields)
    at = size === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at)
  return buffer
}

/** A packed file as any program could write it, or as none should. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claims, flags = 0 } of parts) {
    const plain = Buffer.from(content as string)
    const packed = deflateRawSync(plain)
    const title = Buffer.from(name)
    const common: [2 | 4, number][] = [
      [2, 20],
      [2, flags],
      [2, 8],
      [4, 0],
      [4, crc32(plain)],
      [4, packed.length],
      [4, claims ?? plain.length],
      [2, title.length],
      [2, 0],
    ]
    const local = header(0x04034b50, common)
    bodies.push(local, title, packed)
    directory.push(header(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), title)
    offset += local.length + title.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, parts.length],
    [2, parts.length],
    [4, size],
    [4, offset],
    [2, 0],
  ])
  return Buffer.concat([...bodies, ...directory, end])
}

const ns = 'http://schemas.openxmlformats.org'
const relations = (list: string) => `<Relationships xmlns="${ns}/package/2006/relationships">${list}</Relationships>`
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${ns}/officeDocument/2006/relationships/${type}" Target="${target}"/>`

/** A workbook of one sheet around the given markup of its rows. */
export function workbook(
  rows: string,
  more: { strings?: string; styles?: string; date1904?: boolean; parts?: readonly ZipPart[] } = {},
): Buffer {
  const strings = more.strings ? relation('r2', 'sharedStrings', '/xl/sharedStrings.xml') : ''
  const styles = more.styles ? relation('r3', 'styles', 'styles.xml') : ''
  return zip([
    { name: '_rels/.rels', content: relations(relation('r1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="x"><workbookPr date1904="${more.date1904 ? 1 : 0}"/><sheets><sheet name="No" sheetId="2" state="hidden" r:id="r9"/><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        relation('r9', 'worksheet', 'worksheets/hidden.xml') +
          relation('r1', 'worksheet', 'worksheets/data.xml') +
          strings +
          styles,
      ),
    },
    {
      name: 'xl/worksheets/hidden.xml',
      content: '<worksheet><sheetData><row r="1"><c t="str"><v>hidden</v></c></row></sheetData></worksheet>',
    },
    {
      name: 'xl/worksheets/data.xml',
      content: `<x:worksheet xmlns:x="y"><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
    },
    ...(more.strings ? [{ name: 'xl/sharedStrings.xml', content: `<sst>${more.strings}</sst>` }] : []),
    ...(more.styles ? [{ name: 'xl/styles.xml', content: `<styleSheet>${more.styles}</styleSheet>` }] : []),
    ...(more.parts ?? []),
  ])
}
