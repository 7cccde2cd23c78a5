import type { Access } from '@tenon/kernel/access/access.ts'
import type { Grant } from '@tenon/kernel/access/grant.ts'

/** A grant as a line of a role holds it. */
export interface GrantLine {
  readonly permission: string
  readonly scope: string
  readonly fields: string | null
}

const permission = /^(\*|[a-z]\w*(\.[a-z]\w*){0,2}\.(\*|[a-z]\w*))$/
const word = /^[a-z]\w*$/

const namesOf = (text: string) => text.split(/[,，]/).map(name => name.trim())

export function toGrant(line: GrantLine): Grant {
  return { permission: line.permission, scope: line.scope, fields: line.fields === null ? null : namesOf(line.fields) }
}
export function toLine({ permission, scope, fields }: Grant): GrantLine {
  return { permission, scope, fields: fields === null ? null : fields.join(', ') }
}

/** The parts of a line that are not written as a permission, a scope or a list of fields. */
export function faultsOf(line: GrantLine): (keyof GrantLine)[] {
  const faults: (keyof GrantLine)[] = []
  if (!permission.test(line.permission)) faults.push('permission')
  if (!word.test(line.scope)) faults.push('scope')
  if (line.fields !== null && !namesOf(line.fields).every(name => word.test(name))) faults.push('fields')
  return faults
}

/** Whether someone with this access holds all that the grant would give: the rows and, on them, every field. */
export function covers(access: Access, { permission, scope, fields }: Grant): boolean {
  const held = access.grants(permission).filter(grant => grant.scope === 'tenant' || grant.scope === scope)
  if (held.some(grant => grant.fields === null)) return true
  return fields?.every(name => held.some(grant => grant.fields?.includes(name))) ?? false
}

/** The right to everything, which is what makes an administrator. */
export const isEverything = ({ permission, scope, fields }: Grant) =>
  permission === '*' && scope === 'tenant' && fields === null
