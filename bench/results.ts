import { writeFile } from 'node:fs/promises'
import { arch, cpus, platform, totalmem } from 'node:os'

/** One line of the table: a measured value against what was promised. */
export interface Row {
  readonly name: string
  readonly value: number
  /** `>= 0.85`, `<= 350 MB`: the comparison and the bound; the unit is for people. */
  readonly target: string
  readonly pass: boolean
  readonly detail: string
}

export function row(name: string, value: number, target: string, detail: string): Row {
  const [, sign, bound] = /^(>=|<=) ([\d.]+)/.exec(target) ?? []
  const rounded = Math.round(value * 100) / 100
  const pass = sign === '>=' ? value >= Number(bound) : value <= Number(bound)
  return { name, value: rounded, target, pass, detail }
}

export const machine = () =>
  `${cpus().length} x ${cpus()[0]?.model ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, Node ${process.versions.node}`

export function print(rows: readonly Row[]): void {
  const widths = [Math.max(...rows.map(r => r.name.length)), 10, 14]
  for (const { name, value, target, pass, detail } of rows)
    console.log(
      `${pass ? 'ok  ' : 'MISS'}  ${name.padEnd(widths[0] as number)}  ${String(value).padStart(widths[1] as number)}  ${target.padEnd(widths[2] as number)}  ${detail}`,
    )
}

export async function save(rows: readonly Row[], file: URL): Promise<void> {
  await writeFile(file, `${JSON.stringify({ rows, machine: machine(), at: new Date().toISOString() }, null, 2)}\n`)
}
