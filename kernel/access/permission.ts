import type { AnyEntity } from '../entity/entity.ts'

export const permissionOf = (entity: AnyEntity, verb: string) => `${entity.name}.${verb}`

/** A right that follows from another: who may read a record may find it in a list. */
const follows: Readonly<Record<string, string>> = { list: 'read' }

const withVerb = (permission: string, verb: string) => [...permission.split('.').slice(0, -1), verb].join('.')
const verbOf = (permission: string) => permission.split('.').at(-1) as string

/** The permission itself and those from which it follows. */
export function sourcesOf(permission: string): string[] {
  const source = follows[verbOf(permission)]
  return source ? [permission, withVerb(permission, source)] : [permission]
}
/** The permission itself and those that follow from it. */
export function consequencesOf(permission: string): string[] {
  const following = Object.keys(follows).filter(verb => follows[verb] === verbOf(permission))
  return [permission, ...following.map(verb => withVerb(permission, verb))]
}

/** Every way of writing a grant that gives the permission: each word or `*` for it, or `*` for all that follow. */
export function patternsOf(permission: string): string[] {
  const words = permission.split('.')
  const spelled = words.reduce<string[][]>(
    (all, word) => all.flatMap(start => [...new Set([word, '*'])].map(next => [...start, next])),
    [[]],
  )
  const shortened = words.slice(0, -1).map((_, i) => [...words.slice(0, i), '*'])
  return [...new Set([...spelled, ...shortened].map(pattern => pattern.join('.')))]
}

/** Whether some permission is meant by both patterns. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [one.split('.'), other.split('.')]
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== '*' && b[i] !== '*' && a[i] !== b[i]) return false
  return a.length === b.length || (a.length < b.length ? a : b).at(-1) === '*'
}
