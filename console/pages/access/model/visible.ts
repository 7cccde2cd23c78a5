import type { RightsNode } from './catalog.ts'
import { type Grants, tickOf } from './grants.ts'

export interface VisibleRow {
  readonly node: RightsNode
  readonly isOpen: boolean
  /** Among its siblings on screen, for a screen reader. */
  readonly at: number
  readonly of: number
}
export interface RightsView {
  readonly open: ReadonlySet<string>
  readonly search: string
  /** Leaves out what is not given at all. */
  readonly onlyGiven: boolean
}

const fits = (node: RightsNode, text: string) =>
  `${node.label} ${node.pattern} ${node.resource?.name ?? ''}`.toLowerCase().includes(text)

/** What of a node and below it is found; a name that is found shows all that lies under it. */
const found = (node: RightsNode, text: string): boolean =>
  text === '' || fits(node, text) || node.children.some(child => found(child, text))

/** The rows on screen, in order: open branches, or the branches that a search leads into. */
export function visibleRows(root: RightsNode, grants: Grants, view: RightsView): readonly VisibleRow[] {
  const text = view.search.trim().toLowerCase()
  const walk = (node: RightsNode, under: string): VisibleRow[] => {
    const shown = node.children.filter(
      child => found(child, under) && (!view.onlyGiven || tickOf(grants, child) !== 'none'),
    )
    return shown.flatMap((child, at) => {
      const isHit = under !== '' && fits(child, under)
      const leads = under !== '' && !isHit
      const isOpen = child.children.length > 0 && (leads || view.open.has(child.pattern))
      const row = { node: child, isOpen, at: at + 1, of: shown.length }
      return [row, ...(isOpen ? walk(child, isHit ? '' : under) : [])]
    })
  }
  return [{ node: root, isOpen: true, at: 1, of: 1 }, ...walk(root, text)]
}
