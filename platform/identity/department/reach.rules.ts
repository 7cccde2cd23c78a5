import type { Access } from '@tenon/kernel/access/access.ts'
import type { Grant, RowRule } from '@tenon/kernel/access/grant.ts'
import { covers, type GrantLine, grantOf } from '../role/grants.rules.ts'

/** From the root of the tree down to the department itself. */
export type Lineage = readonly string[]

/** Whether a rule certainly reaches all that lies in the department; `andBelow` asks for its branch as well. */
function reaches({ scope, among }: RowRule, mine: readonly string[], lineage: Lineage, andBelow: boolean): boolean {
  if (scope === 'tenant') return true
  if (scope === 'departmentTree') return mine.some(id => lineage.includes(id))
  if (scope === 'departments') return (among ?? []).some(id => lineage.includes(id))
  return scope === 'department' && !andBelow && mine.includes(lineage.at(-1) as string)
}

export interface Place {
  readonly lineage: Lineage
  readonly andBelow: boolean
}

/** The same rights as seen from within the department: what reaches all of it counts as reaching everything. */
const within = (access: Access, mine: readonly string[], { lineage, andBelow }: Place): Access => {
  const grants = (permission: string): Grant[] =>
    access
      .grants(permission)
      .filter(({ rows }) => rows.every(rule => reaches(rule, mine, lineage, andBelow)))
      .map(grant => ({ ...grant, rows: [] }))
  return { ...access, grants, may: permission => grants(permission).length > 0 }
}

/** Whether someone with this access, in these departments, reaches with each line's right all that lies at the place. */
export function coversAt(access: Access, mine: readonly string[], place: Place, lines: readonly GrantLine[]): boolean {
  const here = within(access, mine, place)
  return lines.every(line => covers(here, { ...grantOf(line), rows: [] }))
}
