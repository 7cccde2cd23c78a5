/** What is ticked in a list, and the row a Shift range grows from. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly anchor: number | null
}

export const nothing: Selection = { ids: new Set(), anchor: null }

export function toggle({ ids }: Selection, id: string, at: number): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: at }
}

/** Adds the rows between the anchor and `at`; `idAt` answers undefined for rows that are not loaded. */
export function extend(selection: Selection, at: number, idAt: (at: number) => string | undefined): Selection {
  const from = selection.anchor ?? at
  const ids = new Set(selection.ids)
  for (let row = Math.min(from, at); row <= Math.max(from, at); row++) {
    const id = idAt(row)
    if (id) ids.add(id)
  }
  return { ids, anchor: from }
}

export const withAll = (selection: Selection, ids: readonly string[]): Selection => ({
  ids: new Set([...selection.ids, ...ids]),
  anchor: selection.anchor,
})
