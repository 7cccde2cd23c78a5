import { readFile, writeFile } from 'node:fs/promises'
import type { Row } from './results.ts'

const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->']
const heads = { 'README.md': ['measured', 'target', ''], 'README.zh.md': ['实测', '目标', ''] }

function table(rows: readonly Row[], [value, target]: readonly string[]): string {
  const lines = rows.map(row => `| ${row.name} | ${row.value} | ${row.target}${row.pass ? '' : ' ✗'} | ${row.detail} |`)
  return [`|  | ${value} | ${target} |  |`, '|---|---|---|---|', ...lines].join('\n')
}

/** Puts the table of this run between the marks of both READMEs, so that what stands there was measured. */
export async function writeTable(rows: readonly Row[]): Promise<void> {
  for (const [name, head] of Object.entries(heads)) {
    const file = new URL(`../${name}`, import.meta.url)
    const text = await readFile(file, 'utf8')
    const [before = '', rest = ''] = text.split(begin)
    const after = rest.split(end)[1]
    if (after === undefined) throw new Error(`${name} has no place for the table`)
    await writeFile(file, `${before}${begin}\n${table(rows, head)}\n${end}${after}`)
  }
}
