import type { EntityMeta, FieldMeta, ViewMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useCallback, useMemo, useState } from 'react'
import { columnFields, usualColumns } from '../model/columns.ts'

const keyOf = (path: string) => `tenon.columns.${path}`

function remembered(path: string): readonly string[] | null {
  const names: unknown = JSON.parse(localStorage.getItem(keyOf(path)) ?? 'null')
  return Array.isArray(names) ? names.filter(name => typeof name === 'string') : null
}

/** The columns of a list: those the person chose on this device, or else those of the view. */
export function useColumns(path: string, meta: EntityMeta, view: ViewMeta | null) {
  const [chosen, setChosen] = useState(() => ({ path, names: remembered(path) }))
  const names = chosen.path === path ? chosen.names : remembered(path)
  const columns = useMemo<readonly FieldMeta[]>(
    () => columnFields(meta, names ?? usualColumns(meta, view)),
    [meta, names, view],
  )
  const choose = useCallback(
    (next: readonly string[] | null) => {
      if (next) localStorage.setItem(keyOf(path), JSON.stringify(next))
      else localStorage.removeItem(keyOf(path))
      setChosen({ path, names: next })
    },
    [path],
  )
  return { columns, choose, isOwn: names !== null }
}
