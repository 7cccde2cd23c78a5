import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { refreshRecords } from '../../generic/model/refresh.ts'
import { asProblem, useWrites } from '../../generic/record/useWrites.ts'
import { toast } from '../../ui/toast.tsx'
import type { TreeNode } from './tree.ts'
import type { Tree } from './useTree.ts'

/** Makes, renames and removes departments where they stand. */
export function useNaming(tree: Tree) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const writes = useWrites('departments')
  const [renaming, setRenaming] = useState<string | undefined>()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    setProblem(null)
    try {
      await act()
      await Promise.all([tree.refresh(), refreshRecords(client)])
      return true
    } catch (error) {
      setProblem(asProblem(error))
      return false
    }
  }
  return {
    renaming,
    problem,
    forget: () => setProblem(null),
    startRename: setRenaming,
    /** Opens the branch, so that the line in which it is named is in sight. */
    startCreate: (parent: string | null) => {
      if (parent !== null) tree.setOpen([parent], true)
      tree.setNaming({ parent })
    },
    stop: () => {
      setRenaming(undefined)
      tree.setNaming(undefined)
    },
    create: (parent: string | null, name: string) =>
      attempt(() => request('POST', '/departments', { body: { name, ...(parent !== null && { parent }) } })),
    rename: async (node: TreeNode, name: string) => {
      const was = node.name
      const put = (text: string, version?: number) =>
        request('PATCH', `/departments/${node.id}`, { body: { name: text, ...(version && { version }) } })
      const done = await attempt(() => put(name, node.version))
      if (done) {
        setRenaming(undefined)
        toast({ text: t('departments.renamed', { name }), undo: async () => void (await attempt(() => put(was))) })
      }
      return done
    },
    remove: (node: TreeNode) => attempt(() => writes.remove(node.id, node.name, async () => tree.refresh())),
  }
}
export type Naming = ReturnType<typeof useNaming>
