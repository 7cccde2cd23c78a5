import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { type Branches, branchOptions, rowsOf, type TreeNode } from './tree.ts'

/** What is open, what of it has arrived, and the rows that follow. Each branch is asked for when it is first opened. */
export function useTree() {
  const client = useQueryClient()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [naming, setNaming] = useState<{ parent: string | null } | undefined>()
  const wanted = useMemo(() => [null, ...open], [open])
  const { branches, error } = useQueries({
    queries: wanted.map(parent => branchOptions(parent)),
    combine: useCallback(
      (answers: readonly { data?: readonly TreeNode[] | undefined; error: Error | null }[]) => ({
        branches: new Map(
          answers.flatMap(({ data }, at) => (data ? [[wanted[at] ?? null, data] as const] : [])),
        ) as Branches,
        error: answers.find(answer => answer.error)?.error ?? null,
      }),
      [wanted],
    ),
  })
  const rows = useMemo(() => rowsOf(branches, open, naming), [branches, open, naming])
  const setBranches = (next: Branches) => {
    for (const [parent, nodes] of next)
      if (nodes !== branches.get(parent)) client.setQueryData(branchOptions(parent).queryKey, [...nodes])
  }
  return {
    rows,
    branches,
    error,
    naming,
    setNaming,
    setBranches,
    isOpen: (id: string) => open.has(id),
    setOpen: (ids: readonly string[], isOpen: boolean) =>
      setOpen(now => (isOpen ? new Set([...now, ...ids]) : now.difference(new Set(ids)))),
    refresh: () => client.invalidateQueries({ queryKey: ['tree', 'departments'] }),
  }
}
export type Tree = ReturnType<typeof useTree>
