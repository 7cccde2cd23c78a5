import type { Archive } from './archive.ts'
import { readXml } from './xml.ts'

/** Built-in number formats that show a day or a time, also those of Chinese and Japanese spreadsheets. */
const isBuiltIn = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** A format code shows a date when a date letter is left once literals, colours and conditions are taken out. */
const showsDate = (code: string) =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general/gi, ''))

/** For each cell style of a workbook whether it shows a number as a date. */
export async function dateStyles(archive: Archive, path: string): Promise<readonly boolean[]> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  readXml(await archive.text(path), {
    open: (name, { numFmtId, formatCode = '' }) => {
      const id = Number(numFmtId)
      if (name === 'numFmt') custom.set(id, showsDate(formatCode))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) styles.push(custom.get(id) ?? isBuiltIn(id))
    },
    close: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}
