import { type Access, accessOf } from './access.ts'
import { type GrantSpec, type Mute, toGrant } from './grant.ts'

/** What a role of this template gives, and takes from whoever holds it. */
export function accessOfTemplate(template: readonly (string | GrantSpec)[]): Access {
  const rights = template.map(right => (typeof right === 'string' ? { permission: right } : right))
  const [given = [], taken = []] = [undefined, 'mute'].map(effect => rights.filter(right => right.effect === effect))
  const muteOf = ({ permission, fields }: GrantSpec): Mute => ({ permission, fields: fields ?? null })
  return accessOf(given.map(toGrant), taken.map(muteOf))
}
