import type { Resource, RightsNode } from './catalog.ts'
import { detach, type GrantLine, type Grants, linesAbove, linesAt, newLine, replaceLine } from './grants.ts'

/** From most to least: may change it, may see it, sees a part of it, does not know that it is there. */
export const levels = ['write', 'read', 'masked', 'hidden'] as const
export type Level = (typeof levels)[number]

export const namesOf = (text: string | null) => (text ? text.split(',').map(name => name.trim()) : [])
export const textOf = (names: readonly string[]) => (names.length > 0 ? names.join(', ') : null)

const hasField = ({ fields, masked }: GrantLine, name: string) =>
  fields === null || namesOf(fields).includes(name) || namesOf(masked).includes(name)
const showsWhole = (line: GrantLine, name: string) => hasField(line, name) && !namesOf(line.masked).includes(name)

const linesFor = (grants: Grants, permission: string) => [
  ...linesAt(grants, permission),
  ...linesAbove(grants, permission),
]
export const readOf = ({ name }: Resource) => `${name}.read`
export const updateOf = ({ name }: Resource) => `${name}.update`

/** What a role's lines together let one do with a field, on at least some rows. */
export function levelOf(grants: Grants, resource: Resource, field: string): Level {
  const reads = linesFor(grants, readOf(resource))
  if (!reads.some(line => hasField(line, field))) return 'hidden'
  if (!reads.some(line => showsWhole(line, field))) return 'masked'
  return linesFor(grants, updateOf(resource)).some(line => hasField(line, field)) ? 'write' : 'read'
}

/** A line with a field in or out; null when no field is left. All are written as none named, so that one of tomorrow is in too. */
function withField(line: GrantLine, all: readonly string[], name: string, isIn: boolean): GrantLine | null {
  const named = line.fields === null ? all : namesOf(line.fields)
  const next = all.filter(each => (each === name ? isIn : named.includes(each)))
  if (next.length === 0) return null
  return { ...line, fields: next.length === all.length ? null : textOf(next) }
}
function withMask(line: GrantLine | null, name: string, isMasked: boolean): GrantLine | null {
  if (!line) return null
  const rest = namesOf(line.masked).filter(each => each !== name)
  return { ...line, masked: textOf(isMasked ? [...rest, name] : rest) }
}

const change = (grants: Grants, permission: string, by: (line: GrantLine) => GrantLine | null): Grants =>
  linesAt(grants, permission).reduce<Grants>((all, line) => replaceLine(all, line, by(line)), grants)

const detached = (grants: Grants, root: RightsNode, permissions: readonly string[]) =>
  permissions.reduce(
    (now, permission) => (linesAbove(now, permission).length > 0 ? detach(now, root, permission) : now),
    grants,
  )

/** A line for one field alone, on the rows that another line reaches. */
const lineFor = (permission: string, field: string, like?: GrantLine): GrantLine => ({
  ...newLine(permission, like?.scope ?? 'tenant'),
  among: like?.among ?? null,
  filter: like?.filter ?? null,
  fields: field,
})

/** Sets what the role may do with a field of a resource, wherever it may read or change the resource at all. */
export function setLevel(grants: Grants, root: RightsNode, resource: Resource, field: string, level: Level): Grants {
  const [read, update] = [readOf(resource), updateOf(resource)]
  const all = resource.fields.map(({ name }) => name)
  const isKnown = (permission: string) => resource.permissions.some(each => each.permission === permission)
  const own = detached(grants, root, [read, update])
  const seen = level === 'hidden' || linesAt(own, read).length > 0 ? own : [...own, lineFor(read, field)]
  const readable = change(seen, read, line =>
    withMask(withField(line, all, field, level !== 'hidden'), field, level === 'masked'),
  )
  const first = linesAt(readable, read)[0]
  if (level === 'write' && linesAt(readable, update).length === 0 && isKnown(update))
    return [...readable, lineFor(update, field, first)]
  return change(readable, update, line => withField(line, all, field, level === 'write'))
}
