import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { asProblem } from '../../generic/record/useWrites.ts'
import { toast } from '../../ui/toast.tsx'
import { isWithin, moved, nextOf, type Place, type TreeNode } from './tree.ts'
import type { Tree } from './useTree.ts'

/** Moves departments: shown at once, taken back when it is refused, and undone from the toast. */
export function useMoves(tree: Tree) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const send = async (id: string, { parent, before }: Place) => {
    await request('POST', `/departments/${id}/move`, { body: { parent, ...(before !== undefined && { before }) } })
  }
  const move = async (node: TreeNode, place: Place) => {
    const { branches } = tree
    const back: Place = { parent: node.parent, before: nextOf(branches, node)?.id }
    const stays = place.parent === back.parent && (place.before === back.before || place.before === node.id)
    if (stays || isWithin(branches, place.parent, node.id)) return
    setProblem(null)
    tree.setBranches(moved(branches, node, place))
    if (place.parent !== null) tree.setOpen([place.parent], true)
    try {
      await send(node.id, place)
      toast({
        text: t('departments.moved', { name: node.name }),
        undo: async () => {
          await send(node.id, back)
          await tree.refresh()
        },
      })
    } catch (error) {
      setProblem(asProblem(error))
    }
    await tree.refresh()
  }
  return { move, problem, forget: () => setProblem(null) }
}
export type Moves = ReturnType<typeof useMoves>
