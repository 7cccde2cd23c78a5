import { covers, pathTo, type RightsNode } from './catalog.ts'

/** One line of a role as the API sends and takes it. */
export interface GrantLine {
  readonly id?: string
  readonly permission: string
  readonly effect: 'allow' | 'mute'
  readonly scope: string
  /** Ids of the departments or sites that are meant. */
  readonly among: readonly string[] | null
  readonly filter: readonly GrantFilter[] | null
  /** Names by comma; null is every field. */
  readonly fields: string | null
  readonly masked: string | null
}
export interface GrantFilter {
  readonly field: string
  readonly operator: string
  readonly text: string
}
export type Grants = readonly GrantLine[]
export type Tick = 'all' | 'some' | 'none'

const allowed = (grants: Grants) => grants.filter(({ effect }) => effect === 'allow')

export const newLine = (permission: string, scope: string): GrantLine => ({
  permission,
  effect: 'allow',
  scope,
  among: null,
  filter: null,
  fields: null,
  masked: null,
})

/** The lines that name exactly this. */
export const linesAt = (grants: Grants, pattern: string): Grants =>
  allowed(grants).filter(({ permission }) => permission === pattern)
/** The lines that give it because they give more. */
export const linesAbove = (grants: Grants, pattern: string): Grants =>
  allowed(grants).filter(({ permission }) => covers(permission, pattern))
const linesBelow = (grants: Grants, pattern: string): Grants =>
  allowed(grants).filter(({ permission }) => covers(pattern, permission))

/** Whoever may read records may find them in a list: the lines of the one are lines of the other. */
export function linesOfReading(grants: Grants, pattern: string): Grants {
  if (!pattern.endsWith('.list') || linesAt(grants, pattern).length > 0) return []
  return linesAt(grants, pattern.replace(/list$/, 'read'))
}

export function tickOf(grants: Grants, node: RightsNode): Tick {
  const { pattern } = node
  if ([linesAt, linesAbove, linesOfReading].some(lines => lines(grants, pattern).length > 0)) return 'all'
  if (linesBelow(grants, node.pattern).length === 0) return 'none'
  return node.children.every(child => tickOf(grants, child) === 'all') ? 'all' : 'some'
}

/** A new line starts with the rows its neighbours give: whoever may read own records seldom means to delete all. */
function likelyScope(grants: Grants, { pattern, resource }: RightsNode): string {
  const beside = resource && allowed(grants).find(({ permission }) => permission.startsWith(`${resource.name}.`))
  return beside && pattern !== '*' && !['departments', 'sites', 'filter'].includes(beside.scope)
    ? beside.scope
    : 'tenant'
}

const without = (grants: Grants, gone: Grants) => grants.filter(line => !gone.includes(line))

/** Gives a node as a whole, in place of the parts of it that were given. */
export function give(grants: Grants, node: RightsNode): Grants {
  const line = newLine(node.pattern, likelyScope(grants, node))
  return [...without(grants, linesBelow(grants, node.pattern)), line]
}

const leavesOf = (node: RightsNode): readonly RightsNode[] =>
  node.children.length === 0 ? [node] : node.children.flatMap(leavesOf)

/** `*` may stand in the middle of a line (`licensing.*.read`); what it gives then lies on no one path of the tree. */
const isElsewhere = (leaf: string, line: GrantLine, pattern: string) =>
  covers(line.permission, leaf) && leaf !== pattern && !covers(pattern, leaf)

/** A line that gives more than a node, told as the lines of all the rest that it gave. */
function around(line: GrantLine, root: RightsNode, pattern: string): Grants {
  const path = pathTo(root, pattern)
  const from = path.findIndex(node => node.pattern === line.permission)
  const on = new Set([...path.map(node => node.pattern), pattern])
  const beside = path.slice(from).flatMap(node => node.children.filter(child => !on.has(child.pattern)))
  const rest = from === -1 ? leavesOf(root).filter(leaf => isElsewhere(leaf.pattern, line, pattern)) : beside
  return rest.map(({ pattern }) => {
    const { id: _of, ...same } = line
    return { ...same, permission: pattern }
  })
}

/** Takes a node away with all its parts; what is given above it goes on being given to everything beside it. */
export function take(grants: Grants, root: RightsNode, pattern: string): Grants {
  const above = linesAbove(grants, pattern)
  const gone = [...linesAt(grants, pattern), ...linesBelow(grants, pattern), ...above]
  return [...without(grants, gone), ...above.flatMap(line => around(line, root, pattern))]
}

export const flip = (grants: Grants, root: RightsNode, node: RightsNode): Grants =>
  tickOf(grants, node) === 'all' ? take(grants, root, node.pattern) : give(grants, node)

/** What is given from above as lines of its own, so that they can be limited. */
export function detach(grants: Grants, root: RightsNode, pattern: string): Grants {
  const own = linesAbove(grants, pattern).map(({ id: _of, ...line }) => ({ ...line, permission: pattern }))
  return [...take(grants, root, pattern), ...linesAt(grants, pattern), ...own]
}

export const replaceLine = (grants: Grants, old: GrantLine, next: GrantLine | null): Grants =>
  grants.flatMap(line => (line === old ? (next ? [next] : []) : [line]))

export const isMuted = (grants: Grants, pattern: string) =>
  grants.some(({ effect, permission }) => effect === 'mute' && permission === pattern)
export const isMutedAbove = (grants: Grants, pattern: string) =>
  grants.some(({ effect, permission }) => effect === 'mute' && covers(permission, pattern))

export function flipMute(grants: Grants, pattern: string): Grants {
  if (!isMuted(grants, pattern)) return [...grants, { ...newLine(pattern, 'tenant'), effect: 'mute' }]
  return grants.filter(({ effect, permission }) => !(effect === 'mute' && permission === pattern))
}

/** A choice that was begun and names nothing yet: it would reach no record, and is not accepted. */
export const isIncomplete = ({ scope, among, filter }: GrantLine) =>
  (['sites', 'departments'].includes(scope) && !among?.length) ||
  (scope === 'filter' && !(filter?.length && filter.every(({ text }) => text !== '')))

/** How many of a node's own rights are given, and how many there are. */
export function countOf(grants: Grants, node: RightsNode): readonly [given: number, all: number] {
  if (node.children.length === 0) return [tickOf(grants, node) === 'all' ? 1 : 0, 1]
  return node.children
    .map(child => countOf(grants, child))
    .reduce(([given, all], [more, of]) => [given + more, all + of], [0, 0])
}
