export type Edge = 'before' | 'into' | 'after'

const edgeShare = 0.28

/** Where on a row something is held: its upper and lower quarter mean beside it, the middle means into it. */
export function edgeAt(element: Element, y: number): Edge {
  const box = element.getBoundingClientRect()
  const share = (y - box.top) / box.height
  if (share < edgeShare) return 'before'
  return share > 1 - edgeShare ? 'after' : 'into'
}
