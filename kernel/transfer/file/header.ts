import { limits } from './limits.ts'
import { headerMissing, tooManyColumns } from './refusals.ts'

/** The names of the columns: trimmed, none empty, no two alike. */
export function headersOf(cells: readonly string[]): string[] {
  const names = cells.map(cell => cell.replace(/\s+/g, ' ').trim().slice(0, limits.headerCharacters))
  while (names.length && names.at(-1) === '') names.pop()
  if (names.length === 0) throw headerMissing()
  if (names.length > limits.columns) throw tooManyColumns({ columns: names.length, maximum: limits.columns })
  const taken = new Set<string>()
  return names.map((name, at) => {
    const base = name || `#${at + 1}`
    let unique = base
    for (let n = 2; taken.has(unique); n++) unique = `${base} (${n})`
    taken.add(unique)
    return unique
  })
}

export const isBlank = (cells: readonly string[]) => cells.every(cell => cell.trim() === '')
