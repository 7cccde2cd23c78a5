import { readFile } from 'node:fs/promises'
import { type Row, row } from './results.ts'
import { makeWorld, startProduct } from './world.ts'

const rows = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000)

function file(): string {
  const lines = ['name,code,industry,city,country,phone,taxId']
  for (let i = 0; i < rows; i++)
    lines.push(
      `导入公司 ${i},IMP-${i},Machinery,上海,China,+86 21 ${5550000 + i},91310000${String(i).padStart(10, '0')}`,
    )
  return lines.join('\n')
}

async function residentMegabytes(pid: number): Promise<number> {
  return Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

interface Progress {
  readonly id: string
  readonly state: string
  readonly total: number
  readonly created: number
  readonly failed: number
}

/** A file of companies through the API, from the upload to the last row, with the server's memory on the way. */
export async function importRows(): Promise<Row[]> {
  const world = await makeWorld({ tenants: 1, rows: 1_000 })
  const product = await startProduct(world)
  try {
    const headers = { authorization: `Bearer ${world.writers[0]}` }
    const body = file()
    const began = performance.now()
    const upload = await fetch(`${product.url}/api/v1/companies/import?dryRun=false&fileName=bench.csv`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body,
    })
    let progress = (await upload.json()) as Progress
    if (upload.status !== 202) throw new Error(JSON.stringify(progress))
    const memory: number[] = []
    while (progress.state === 'queued' || progress.state === 'running') {
      await new Promise(resolve => setTimeout(resolve, 250))
      memory.push(await residentMegabytes(product.pid))
      progress = (await (await fetch(`${product.url}/api/v1/imports/${progress.id}`, { headers })).json()) as Progress
    }
    const seconds = (performance.now() - began) / 1000
    if (progress.created !== rows)
      throw new Error(`imported ${progress.created} of ${rows}: ${JSON.stringify(progress)}`)
    const half = Math.floor(memory.length / 2)
    const [early, late] = [Math.max(...memory.slice(0, half)), Math.max(...memory.slice(half))]
    return [
      row(
        'import, rows a second',
        rows / seconds,
        '>= 5000',
        `${rows} rows of 7 columns in ${seconds.toFixed(1)} s, each validated and audited`,
      ),
      row(
        'import, memory of the second half over the first',
        late / early,
        '<= 1.25',
        `at most ${Math.round(early)} MB, then ${Math.round(late)} MB resident`,
      ),
    ]
  } finally {
    await product.stop()
    await world.stop()
  }
}
