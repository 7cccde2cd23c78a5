/** How far a row is looked for that a refresh has moved. */
const around = 60

/** Where a record has gone that stood at `at` before the rows were read anew; the nearest place wins. */
export function whereabouts(
  id: string,
  at: number,
  rowAt: (at: number) => { readonly id: string } | undefined,
): number | undefined {
  for (let away = 0; away <= around; away++) {
    if (rowAt(at + away)?.id === id) return at + away
    if (rowAt(at - away)?.id === id) return at - away
  }
  return undefined
}
