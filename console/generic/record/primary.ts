import type { ActionMeta, EntityMeta } from '@tenon/kernel/derive/meta-types.ts'

/** An action with whether this person may do it on this record now, and why not. */
export interface OfferedAction extends ActionMeta {
  readonly allowed: boolean
  readonly reason?: string | undefined
}

/** How far along the bar an action leads from a state: its nearest later step; none when it may also stay. */
function stepsOn({ to }: ActionMeta, lifecycle: readonly string[], status: string): number {
  const now = lifecycle.indexOf(status)
  const later = to.map(state => lifecycle.indexOf(state) - now).filter(steps => steps > 0)
  return to.includes(status) || later.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...later)
}

/** What people most likely came for: the shortest allowed step on along the bar; else one that ends on the bar. None for records without a bar. */
export function primaryOf(
  actions: readonly OfferedAction[],
  { lifecycle }: EntityMeta,
  status = '',
): OfferedAction | undefined {
  const safe = actions.filter(action => action.allowed && !action.danger)
  const steps = (action: OfferedAction) => stepsOn(action, lifecycle, status)
  const nearest = safe.toSorted((one, other) => steps(one) - steps(other))[0]
  if (nearest && Number.isFinite(steps(nearest))) return nearest
  return safe.find(({ to }) => to.some(state => lifecycle.includes(state)))
}
