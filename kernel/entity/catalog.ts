import type { AnyField, Fields } from '../fields/field.ts'
import type { AnyAction } from './action.ts'
import { type AnyEntity, type Facet, fieldsOf, titleFields } from './entity.ts'
import type { System } from './system.ts'
import { keepWords } from './words.ts'

/** One address under `/api/v1` and the records behind it. */
export interface Collection {
  readonly path: string
  readonly entity: AnyEntity
  readonly system: System
  readonly facet?: Facet<Fields>
}

/** All that is deployed, checked to fit together; made once at start. */
export interface Catalog {
  readonly systems: readonly System[]
  readonly entities: readonly AnyEntity[]
  readonly collections: readonly Collection[]
  readonly actions: readonly AnyAction[]
  system(name: string): System
  entity(name: string): AnyEntity
  actionsOf(entity: AnyEntity): readonly AnyAction[]
  /** The entity whose child lines these are; undefined for an entity of its own. */
  parentOf(line: AnyEntity): AnyEntity | undefined
  collectionOf(entity: AnyEntity): string | undefined
}

/** Every record has these, in the database or in a reply, so no field can be called so. */
const kernelFields = [
  'id',
  'version',
  'status',
  'custom',
  'createdAt',
  'createdBy',
  'updatedAt',
  'deletedAt',
  'tenantId',
  'parentId',
  'title',
  'maskedFields',
  'revealed',
  'position',
]
const actionWords = new Set(['import', 'export', 'bulk', 'history', 'restore', 'actions', 'reveal', 'check'])

function refuse(condition: boolean, reason: string): void {
  if (condition) throw new Error(reason)
}

function checkEntity(entity: AnyEntity, system: System, reachable: ReadonlySet<string>) {
  checkTree(entity)
  checkFollows(entity)
  refuse(entity.system !== system.name, `${entity.name} is declared by the system ${system.name}`)
  for (const name of titleFields(entity))
    refuse(!(name in entity.fields), `${entity.name} has no field ${name} to be its title`)
  for (const [name, { kind, traits }] of fieldsOf(entity)) {
    checkSecret(`${entity.name}.${name}`, kind, traits)
    const isTitle = name === 'title' && entity.title === 'title' // then both mean the same
    refuse(
      kernelFields.includes(name) && !isTitle,
      `${entity.name}.${name} has the name of a field that every record has`,
    )
    const target = kind.refersTo?.()
    refuse(
      Boolean(target && !reachable.has(target.system)),
      `${entity.name}.${name} refers to ${target?.name}, which ${system.name} does not require`,
    )
  }
}

/** What is sealed cannot be found or compared; and saving lines writes their cells anew, which nobody could give again. */
function checkSecret(name: string, kind: AnyField['kind'], { unique, searchable }: AnyField['traits']) {
  refuse(Boolean(kind.isSecret && (unique || searchable)), `${name} is a secret, so it is neither unique nor searched`)
  const line = kind.lines?.() as AnyEntity | undefined
  const inside = line && fieldsOf(line).find(([, field]) => field.kind.isSecret)
  refuse(Boolean(inside), `${name} are lines with the secret ${inside?.[0]}: give it an entity of its own`)
}

/** A record without a parent is a root, so the field that names the parent must be able to name none. */
function checkTree(entity: AnyEntity) {
  if (!entity.tree) return
  const { kind, traits } = (entity.fields as Fields)[entity.tree] ?? {}
  refuse(
    kind?.refersTo?.() !== entity || !traits?.nullable,
    `${entity.name}.${entity.tree} must be an optional reference to ${entity.name} to make it a tree`,
  )
  refuse('lineage' in entity.fields, `${entity.name}.lineage has the name of what every tree keeps`)
}

/** `license.endsOn`: a reference of this entity, and a field of what it refers to. */
function checkFollows({ name, fields, follows = {} }: AnyEntity) {
  for (const [field, path] of Object.entries(follows as Record<string, string>)) {
    const [reference = '', source = ''] = path.split('.')
    const target = (fields as Fields)[reference]?.kind.refersTo?.() as AnyEntity | undefined
    refuse(!target?.fields[source], `${name}.${field} follows ${path}, which leads to no field`)
  }
}

function checkAction(action: AnyAction) {
  const name = `${action.entity.name}.${action.name}`
  refuse(actionWords.has(action.name), `${name}: the word "${action.name}" is an address of every collection`)
  const from: readonly string[] = action.from ?? Object.keys(action.entity.states)
  const leads = (state: string, to: string) => state === to || action.entity.states[state]?.includes(to)
  if (typeof action.to === 'string')
    for (const state of from)
      refuse(!leads(state, action.to), `${name} moves from ${state} to ${action.to}, which the states do not allow`)
  else
    for (const to of action.to ?? [])
      refuse(!from.some(state => leads(state, to)), `${name} moves to ${to}, which none of its states allows`)
}

function required(system: System): System[] {
  return [system, ...system.requires.flatMap(required)]
}

function collectionsOf(system: System): Collection[] {
  return system.entities.flatMap(entity => {
    const facets = Object.entries(entity.facets ?? {}) as [string, Facet<Fields>][]
    const own = entity.path ? [{ path: entity.path, entity, system }] : []
    return [...own, ...facets.map(([path, facet]) => ({ path, entity, system, facet }))]
  })
}

function unique<T>(items: readonly T[], name: (item: T) => string, what: string) {
  const seen = new Set<string>()
  for (const item of items) {
    refuse(seen.has(name(item)), `${what} ${name(item)} is declared twice`)
    seen.add(name(item))
  }
}

/** A field somewhere that can point at an entity; `parent` when it stands in that entity's child lines. */
export interface Reference {
  readonly from: AnyEntity
  readonly field: string
  readonly parent?: AnyEntity
}
const references = new WeakMap<AnyEntity, Reference[]>()
/** Every field of the deployed systems that can point at the entity. */
export const referencesTo = (entity: AnyEntity): readonly Reference[] => references.get(entity) ?? []

function indexReferences(entities: readonly AnyEntity[], parents: ReadonlyMap<AnyEntity, AnyEntity>) {
  for (const entity of entities) references.set(entity, [])
  for (const from of entities)
    for (const [field, { kind }] of fieldsOf(from)) {
      const parent = parents.get(from)
      const target = kind.refersTo?.() as AnyEntity | undefined
      if (target) references.get(target)?.push(parent ? { from, field, parent } : { from, field })
    }
}

/** Throws an Error that names the first declaration which does not fit. */
export function catalog(systems: readonly System[]): Catalog {
  const entities = systems.flatMap(system => system.entities)
  const actions = systems.flatMap(system => system.actions)
  const collections = systems.flatMap(collectionsOf)
  unique(systems, s => s.name, 'The system')
  unique(entities, e => e.name, 'The entity')
  unique(collections, c => c.path, 'The path')
  unique(actions, a => `${a.entity.name}.${a.name}`, 'The action')
  for (const system of systems) {
    keepWords(system)
    const reachable = new Set(required(system).map(s => s.name))
    for (const entity of system.entities) checkEntity(entity, system, reachable)
    for (const needed of system.requires)
      refuse(!systems.includes(needed), `${system.name} requires ${needed.name}, which is not deployed`)
  }
  actions.forEach(checkAction)
  const parents = new Map<AnyEntity, AnyEntity>()
  for (const entity of entities)
    for (const [, { kind }] of fieldsOf(entity)) {
      const line = kind.lines?.() as AnyEntity | undefined
      if (!line) continue
      refuse(parents.has(line), `${line.name} is the lines of both ${parents.get(line)?.name} and ${entity.name}`)
      refuse(!entities.includes(line), `${line.name} is not listed among the entities of its system`)
      parents.set(line, entity)
    }
  indexReferences(entities, parents)
  const find = <T>(items: readonly T[], of: (item: T) => string, what: string) => {
    const byName = new Map(items.map(item => [of(item), item]))
    return (name: string): T => {
      const item = byName.get(name)
      if (!item) throw new Error(`There is no ${what} ${name}`)
      return item
    }
  }
  const byEntity = Map.groupBy(actions, action => action.entity as AnyEntity)
  return {
    systems,
    entities,
    collections,
    actions,
    system: find(systems, s => s.name, 'system'),
    entity: find(entities, e => e.name, 'entity'),
    actionsOf: entity => byEntity.get(entity) ?? [],
    parentOf: line => parents.get(line),
    collectionOf: entity => entity.path,
  }
}
