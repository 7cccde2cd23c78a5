/** Spreadsheets run a cell that starts like a formula; an apostrophe keeps it text. */
const inert = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows as a CSV file that spreadsheets open in the right encoding. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]) =>
  `\uFEFF${rows.map(row => row.map(cell => quoted(inert(String(cell)))).join(',')).join('\r\n')}\r\n`

const pastedCell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/y

/** What a spreadsheet puts on the clipboard: tab separated, cells with line breaks in quotes. */
export function pastedRows(text: string): string[][] {
  const rows: string[][] = [[]]
  pastedCell.lastIndex = 0
  while (pastedCell.lastIndex < text.length) {
    const match = pastedCell.exec(text)
    if (!match) break // a stray quote inside a cell: what was read so far stands
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3]?.endsWith('\n')) rows.push([])
  }
  return rows.filter(row => row.some(value => value.trim() !== ''))
}
