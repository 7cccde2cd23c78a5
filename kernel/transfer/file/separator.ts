export const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

/** How often each separator stands outside quotes, for each of the first rows. */
function countRows(text: string, rows: number): number[][] {
  const counts: number[][] = []
  let row = separators.map(() => 0)
  let quoted = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (char === '\n' || char === '\r') {
      if (row.some(Boolean)) counts.push(row)
      row = separators.map(() => 0)
      if (counts.length === rows) return counts
    } else {
      const at = separators.indexOf(char as Separator)
      if (at >= 0) row[at] = (row[at] as number) + 1
    }
  }
  return row.some(Boolean) && counts.length === 0 ? [row] : counts
}

/** The separator that divides the most rows as often as it divides the header; a comma when nothing is divided. */
export function separatorOf(beginning: string): Separator {
  const counts = countRows(beginning, 50)
  const score = (at: number) => {
    const inHeader = counts[0]?.[at] ?? 0
    if (inHeader === 0) return 0
    return counts.filter(row => row[at] === inHeader).length * 1000 + inHeader
  }
  const scores = separators.map((_, at) => score(at))
  const best = Math.max(...scores)
  return best === 0 ? ',' : (separators[scores.indexOf(best)] as Separator)
}
