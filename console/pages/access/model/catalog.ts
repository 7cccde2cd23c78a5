/** What `GET /permissions` answers: all that can be granted, in the reader's language. */
export interface Catalog {
  readonly systems: readonly SystemRights[]
  readonly scopes: readonly NamedScope[]
}
export interface NamedScope {
  readonly name: string
  readonly label: string
}
export interface SystemRights {
  readonly name: string
  readonly label: string
  readonly resources: readonly Resource[]
}
export interface Resource {
  /** `licensing.license`. */
  readonly name: string
  readonly label: string
  /** Of its collection, where it has one. */
  readonly path?: string
  readonly fields: readonly ResourceField[]
  /** The row scopes its grants may have. */
  readonly scopes: readonly string[]
  readonly permissions: readonly Permission[]
}
export interface ResourceField {
  readonly name: string
  readonly label: string
  readonly personal: boolean
}
export interface Permission {
  readonly permission: string
  readonly verb: string
  readonly label: string
  readonly danger?: boolean
}

/** Anything that a line of a role can name: `*`, `licensing.*`, `licensing.license.*`, `licensing.license.read`. */
export interface RightsNode {
  readonly pattern: string
  readonly label: string
  readonly level: 0 | 1 | 2 | 3
  readonly children: readonly RightsNode[]
  /** Of a resource and its verbs. */
  readonly resource?: Resource
  readonly danger?: boolean
}

const leaf = (resource: Resource, { permission, label, danger = false }: Permission): RightsNode => ({
  pattern: permission,
  label,
  level: 3,
  children: [],
  resource,
  danger,
})
const ofResource = (resource: Resource): RightsNode => ({
  pattern: `${resource.name}.*`,
  label: resource.label,
  level: 2,
  children: resource.permissions.map(each => leaf(resource, each)),
  resource,
})
const ofSystem = ({ name, label, resources }: SystemRights): RightsNode => ({
  pattern: `${name}.*`,
  label,
  level: 1,
  children: resources.map(ofResource),
})

/** The catalog as a tree of what can be ticked, under one root that is everything. */
export const treeOf = (catalog: Catalog, everything: string): RightsNode => ({
  pattern: '*',
  label: everything,
  level: 0,
  children: catalog.systems.map(ofSystem),
})

/** The nodes from the root down to one, without it. */
export function pathTo(root: RightsNode, pattern: string): readonly RightsNode[] {
  const next = root.children.find(child => child.pattern === pattern || covers(child.pattern, pattern))
  if (root.pattern === pattern || !next) return []
  return [root, ...pathTo(next, pattern)]
}

/** Whether a pattern says more than another and that other too. A `*` at the end stands for all words that follow. */
export function covers(pattern: string, other: string): boolean {
  if (pattern === other) return false
  const [words, others] = [pattern.split('.'), other.split('.')]
  const isOpen = words.at(-1) === '*'
  if (isOpen ? words.length > others.length : words.length !== others.length) return false
  return words.every((word, at) => word === '*' || word === others[at])
}
