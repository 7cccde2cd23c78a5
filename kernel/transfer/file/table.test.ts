import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../problem/problem.ts'
import { workbook, zip } from '../testing/zip.ts'
import { limits } from './limits.ts'
import { spool } from './spool.ts'
import { tableRows } from './table.ts'

async function read(content: string | Buffer | readonly number[]): Promise<[number, ...string[]][]> {
  const file = await spool(Readable.from([Buffer.from(content as string)]))
  const rows: [number, ...string[]][] = []
  try {
    for await (const { line, cells } of tableRows(file)) rows.push([line, ...cells])
    return rows
  } finally {
    await file.close()
  }
}
const refusal = (content: Parameters<typeof read>[0]) =>
  read(content).then(
    () => 'accepted',
    error =>
      error instanceof Problem
        ? [error.code, error.params.line ?? error.params.columns].filter(Boolean).join(' ')
        : error,
  )

test('text is read in the encodings that spreadsheets and Chinese systems write', async () => {
  const text = '名称,城市\n启源,北京\n'
  const rows = [
    [1, '名称', '城市'],
    [2, '启源', '北京'],
  ]
  const gb = [
    0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb3, 0xc7, 0xca, 0xd0, 0x0a, 0xc6, 0xf4, 0xd4, 0xb4, 0x2c, 0xb1, 0xb1, 0xbe, 0xa9,
    0x0a,
  ]
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
  expect(await read(text)).toEqual(rows)
  expect(await read(`\ufeff${text}`)).toEqual(rows)
  expect(await read(gb)).toEqual(rows)
  expect(await read(utf16)).toEqual(rows)
  expect(await read(Buffer.from(utf16).swap16())).toEqual(rows)
  expect(await read(Buffer.from('code,name\n1,北\n', 'utf16le'))).toEqual([
    [1, 'code', 'name'],
    [2, '1', '北'],
  ])
  expect(await refusal([0x61, 0x2c, 0xff, 0x30, 0xff, 0x0a])).toBe('FILE_ENCODING')
})

test('separators are told by what divides the rows evenly', async () => {
  for (const separator of [',', ';', '\t']) {
    const lines = [
      ['name', 'note', 'price'],
      ['a', 'one, two; three', '1'],
      ['b', 'x', '2'],
    ].map(cells => cells.map(c => (c.includes(separator) ? `"${c}"` : c)).join(separator))
    expect(await read(lines.join('\r\n'))).toEqual([
      [1, 'name', 'note', 'price'],
      [2, 'a', 'one, two; three', '1'],
      [3, 'b', 'x', '2'],
    ])
  }
  expect(await read('sep=;\r\na;b,c\r\n1;2,3\r\n')).toEqual([
    [2, 'a', 'b,c'],
    [3, '1', '2,3'],
  ])
  expect(await read('only\none\n')).toEqual([
    [1, 'only'],
    [2, 'one'],
  ])
})

test('whatever a spreadsheet writes as CSV is read back, and each row knows its line', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ';', ' ', '中', "'") })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async body => {
      const table = [['left', 'right'], ...body]
      const rows = await read(stringify(table, { record_delimiter: 'windows', quoted: true }))
      expect(rows.map(([, ...cells]) => cells)).toEqual(table)
      const breaks = (cells: readonly string[]) => cells.join('').split('\n').length
      let line = 1
      for (const row of rows) {
        expect(row[0]).toBe(line)
        line += breaks(row.slice(1) as string[])
      }
    }),
    { numRuns: 60 },
  )
})

test('broken CSV is refused with the line it breaks on', async () => {
  expect(await refusal('a,b\n1,2\n3,"4\n5,6\n')).toBe('CSV_QUOTE_OPEN 3')
  expect(await refusal('a,b\n1,2\n"x\ny",2\n3,4"x\n')).toBe('CSV_BROKEN 5')
  expect(await refusal('a,b\n1,"2"3\n')).toBe('CSV_BROKEN 2')
  expect(await refusal(`a,b\n1,"${'x'.repeat(limits.rowCharacters + 1)}"\n`)).toBe('ROW_TOO_LARGE 2')
})

test('workbooks give what their cells show: shared and rich text, days, formulas’ values, gaps', async () => {
  const strings =
    '<si><t>Name</t></si><si><r><t>Rich </t></r><r><t xml:space="preserve">text_x0041_</t></r><rPh><t>reading</t></rPh></si>'
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="&quot;days&quot; 0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
  const rows = `
    <x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1" t="inlineStr"><x:is><x:t>Third</x:t></x:is></x:c></x:row>
    <x:row r="3"><x:c r="A3" t="s"><x:v>1</x:v></x:c><x:c r="B3" s="1"><x:v>46090</x:v></x:c><x:c r="C3" s="2"><x:v>46090.604166666664</x:v></x:c><x:c r="D3" s="3"><x:v>46090</x:v></x:c></x:row>
    <x:row><x:c t="b"><x:v>1</x:v></x:c><x:c><x:f>1+1</x:f><x:v>0.30000000000000004</x:v></x:c><x:c t="str"><x:f>"a"</x:f><x:v>a</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:v>1E+21</x:v></x:c></x:row>`
  expect(await read(workbook(rows, { strings, styles }))).toEqual([
    [1, 'Name', '', 'Third'],
    [3, 'Rich textA', '2026-03-09', '2026-03-09T14:30:00', '46090'],
    [4, 'true', '0.3', 'a', '#N/A', '1000000000000000000000'],
  ])
  const old = await read(workbook('<x:row r="1"><x:c s="1"><x:v>44628</x:v></x:c></x:row>', { styles, date1904: true }))
  expect(old).toEqual([[1, '2026-03-09']])
})

test('what is no table is refused by what it holds, not by its name', async () => {
  expect(await refusal('')).toBe('FILE_EMPTY')
  expect(await refusal([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])).toBe('FILE_ENCRYPTED')
  for (const start of ['%PDF-1.7', '<html><table>', 'GIF89a', '\x01\x00\x00\x00binary'])
    expect(await refusal(start), start).toBe('FILE_TYPE')
  expect(await refusal('PK\x03\x04 and nothing more')).toBe('FILE_BROKEN')
  expect(await refusal(zip([{ name: 'word/document.xml', content: '<w/>' }]))).toBe('FILE_TYPE')
  expect(await refusal(zip([{ name: 'secret', content: 'x', flags: 1 }]))).toBe('FILE_ENCRYPTED')
  expect(await refusal(zip([{ name: '../../etc/passwd', content: 'x' }]))).toBe('FILE_BROKEN')
  expect(await refusal(workbook('<x:row><x:c><x:v>1</x:row>'))).toBe('FILE_BROKEN')
  expect(
    await refusal(workbook('<!DOCTYPE a [<!ENTITY b "c">]><x:row><x:c t="str"><x:v>&b;</x:v></x:c></x:row>')),
  ).toBe('FILE_BROKEN')
  expect(await refusal(workbook(`<x:row r="1"><x:c r="ZZ1" t="str"><x:v>far</x:v></x:c></x:row>`))).toBe(
    'TOO_MANY_COLUMNS 702',
  )
})

test('a workbook that unpacks to far more than it should is refused before it is unpacked', async () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024)
  const bomb = zip([{ name: 'xl/worksheets/sheet1.xml', content: zeros }])
  expect(bomb.length).toBeLessThan(100_000)
  expect(await refusal(bomb)).toBe('ARCHIVE_TOO_LARGE')
  const liar = workbook('', { parts: [] })
  expect(liar.length).toBeLessThan(5_000)
  const small = {
    name: 'xl/worksheets/data.xml',
    content: `<worksheet><sheetData>${'<row><c t="str"><v>x</v></c></row>'.repeat(200_000)}</sheetData></worksheet>`,
  }
  expect(await refusal(workbook('', { parts: [{ ...small, claims: 100 }] }))).toBe('FILE_BROKEN')
  const comment = workbook(`<!--${'x'.repeat(24 * 1024 * 1024)}`)
  expect(['ARCHIVE_TOO_LARGE', 'FILE_BROKEN']).toContain(await refusal(comment))
})
