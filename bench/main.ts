import { argv } from 'node:process'
import { consoleRows } from './console.ts'
import { importRows } from './import.ts'
import { peopleRows } from './people.ts'
import { ratioRows } from './ratios.ts'
import { writeTable } from './readme.ts'
import { print, type Row, save } from './results.ts'
import { startRows } from './start.ts'
import { statisticsRows } from './statistics.ts'
import { validateRows } from './validate.ts'

/** Each measures some lines of the table; `npm run bench -- ratios import` runs only those named. */
const parts: Record<string, () => Promise<Row[]>> = {
  ratios: ratioRows,
  people: peopleRows,
  validate: validateRows,
  import: importRows,
  statistics: statisticsRows,
  start: startRows,
  console: consoleRows,
}

const wanted = argv.slice(2).filter(name => name in parts)
const rows: Row[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  const measured = await measure()
  print(measured)
  rows.push(...measured)
}
if (!wanted.length) {
  await save(rows, new URL('results.json', import.meta.url))
  await writeTable(rows)
}
process.exit(rows.every(row => row.pass) ? 0 : 1)
