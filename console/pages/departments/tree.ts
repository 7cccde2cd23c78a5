import { queryOptions } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import type { Edge } from '../../ui/drop-edge.ts'

/** A department as the tree needs it. */
export interface TreeNode {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly rank: number | null
  readonly parent: string | null
  /** How many departments lie directly below. */
  readonly children: number
  /** Null for whoever may see no membership. */
  readonly members: number | null
  readonly heads: readonly { readonly id: string; readonly name: string }[]
  readonly version: number
}
/** A department that a search found, with the way down to it. */
export interface TreeHit extends TreeNode {
  readonly path: readonly { readonly id: string; readonly name: string }[]
}

export const branchKey = (parent: string | null) => ['tree', 'departments', parent ?? ''] as const

/** The departments directly below one, or the topmost. */
export const branchOptions = (parent: string | null) =>
  queryOptions({
    queryKey: branchKey(parent),
    queryFn: async ({ signal }) => {
      const { data } = await request<{ data: TreeNode[] }>('GET', '/departments/tree', { query: { parent }, signal })
      // Whoever sees a branch alone begins there: what lies above it is not in their tree.
      return data.map(node => ({ ...node, parent }))
    },
    staleTime: 60_000,
  })

export const hitsOptions = (search: string) =>
  queryOptions({
    queryKey: ['tree', 'departments', 'search', search],
    queryFn: async ({ signal }) =>
      (await request<{ data: TreeHit[] }>('GET', '/departments/tree', { query: { search }, signal })).data,
    enabled: search !== '',
  })

export type Branches = ReadonlyMap<string | null, readonly TreeNode[]>

export interface NodeRow {
  readonly kind: 'node'
  readonly node: TreeNode
  readonly level: number
  readonly isOpen: boolean
  /** Among its siblings. */
  readonly at: number
  readonly of: number
}
/** A branch on its way, or the line where a new department is being named. */
interface PlainRow {
  readonly kind: 'waiting' | 'naming'
  readonly parent: string | null
  readonly level: number
}
export type TreeRow = NodeRow | PlainRow
export const isNode = (row: TreeRow | undefined): row is NodeRow => row?.kind === 'node'

/** The rows on screen from top to bottom: what is open, of what has arrived. */
export function rowsOf(
  branches: Branches,
  open: ReadonlySet<string>,
  naming?: { parent: string | null },
): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const walk = (parent: string | null, level: number) => {
    const nodes = branches.get(parent)
    if (!nodes) rows.push({ kind: 'waiting', parent, level })
    nodes?.forEach((node, at) => {
      const isOpen = open.has(node.id) && (node.children > 0 || naming?.parent === node.id)
      rows.push({ kind: 'node', node, level, isOpen, at: at + 1, of: nodes.length })
      if (isOpen) walk(node.id, level + 1)
    })
    if (naming && naming.parent === parent) rows.push({ kind: 'naming', parent, level })
  }
  walk(null, 0)
  return rows
}

/** Whether a department is another one or lies below it, as far as the tree on screen knows. */
export function isWithin(branches: Branches, id: string | null, ancestor: string): boolean {
  const parents = new Map([...branches].flatMap(([parent, nodes]) => nodes.map(node => [node.id, parent] as const)))
  for (let at = id; at !== null; at = parents.get(at) ?? null) if (at === ancestor) return true
  return false
}

/** Where a department is put: below a parent, before one of its children or at their end. */
export interface Place {
  readonly parent: string | null
  readonly before?: string | undefined
}

/** The place that an edge of a row stands for. Below the edge of an open branch lies its first child. */
export function placeAt(branches: Branches, row: NodeRow, edge: Edge): Place {
  if (edge === 'into') return { parent: row.node.id }
  if (edge === 'before') return { parent: row.node.parent, before: row.node.id }
  if (row.isOpen) return { parent: row.node.id, before: branches.get(row.node.id)?.[0]?.id }
  return { parent: row.node.parent, before: nextOf(branches, row.node)?.id }
}

const siblingsOf = (branches: Branches, { parent }: TreeNode) => branches.get(parent) ?? []
export const nextOf = (branches: Branches, node: TreeNode) =>
  siblingsOf(branches, node)[siblingsOf(branches, node).findIndex(({ id }) => id === node.id) + 1]
export const previousOf = (branches: Branches, node: TreeNode) =>
  siblingsOf(branches, node)[siblingsOf(branches, node).findIndex(({ id }) => id === node.id) - 1]

/** Where a step by key leads: up and down among its like, in below the one before, out beside its parent. */
export function placeByKey(branches: Branches, node: TreeNode, key: string): Place | undefined {
  const [previous, next] = [previousOf(branches, node), nextOf(branches, node)]
  if (key === 'ArrowUp' && previous) return { parent: node.parent, before: previous.id }
  if (key === 'ArrowDown' && next) return { parent: node.parent, before: nextOf(branches, next)?.id }
  if (key === 'ArrowRight' && previous) return { parent: previous.id }
  if (key !== 'ArrowLeft' || node.parent === null) return undefined
  const parent = [...branches.values()].flat().find(({ id }) => id === node.parent)
  return parent && { parent: parent.parent, before: nextOf(branches, parent)?.id }
}

/** The branches as they are once the server has agreed: shown before it has. */
export function moved(branches: Branches, node: TreeNode, { parent, before }: Place): Branches {
  const next = new Map(branches)
  next.set(
    node.parent,
    siblingsOf(branches, node).filter(({ id }) => id !== node.id),
  )
  const target = next.get(parent)
  if (target) {
    const at = before === undefined ? target.length : target.findIndex(({ id }) => id === before)
    next.set(parent, target.toSpliced(at === -1 ? target.length : at, 0, { ...node, parent }))
  }
  if (parent === node.parent) return next
  const step = (id: string | null, by: number) => {
    for (const [key, nodes] of next)
      if (nodes.some(each => each.id === id))
        next.set(
          key,
          nodes.map(each => (each.id === id ? { ...each, children: each.children + by } : each)),
        )
  }
  step(node.parent, -1)
  step(parent, 1)
  return next
}
