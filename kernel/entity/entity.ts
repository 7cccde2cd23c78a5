import type { AnyField, EntityRef, Fields } from '../fields/field.ts'
import type { ReadCtx } from './ctx.ts'

/** Where a record may go from each state; the first key is where it starts. */
export type States = Readonly<Record<string, readonly string[]>>
/** The six status colours of the interface: every state of every entity maps to one. */
export type Tone = 'unstarted' | 'processing' | 'production' | 'issue' | 'accepted' | 'risk'

/**
 * A saved question about the records, shown as a tab. Keys of `filter` are a field, or a field with an operator
 * (`endsOn.lte`); values may be `@me`, or a day or period of the tenant's calendar: `@today+30`, `@week`, `@month-1`,
 * `@quarter`, `@year`.
 */
export interface View<F extends Fields, S extends States> {
  readonly columns?: readonly Column<F, S>[]
  /** Only rows in one of the entity's scopes: `own` is what "mine" shows. */
  readonly scope?: string
  readonly filter?: Readonly<Record<string, string>>
  readonly sort?: Sort<F, S> | readonly Sort<F, S>[]
  /** How the rows are laid out; a table where nothing is said. */
  readonly shape?: 'board' | 'calendar' | 'timeline' | 'pivot'
}
type Column<F, S> = (keyof F & string) | StatusName<S> | 'createdAt' | 'updatedAt'
type StatusName<S> = keyof S extends never ? never : 'status'
type Sort<F, S> = Column<F, S> | `-${Column<F, S>}`

/** The same records under a second address: only those whose `field` holds `value`, which a create then sets. */
export interface Facet<F extends Fields> {
  readonly field: keyof F & string
  readonly value: string
}

export interface EntitySpec<F extends Fields, S extends States> {
  /** The REST collection, a flat snake_case plural. An entity without one is reached only through its parent's lines. */
  readonly path?: string
  /** The field, or fields, that name a record to people. */
  readonly title: (keyof F & string) | readonly (keyof F & string)[]
  readonly fields: F
  readonly states?: S & { readonly [K in keyof S]: readonly (keyof S & string)[] }
  readonly tones?: { readonly [K in keyof S]: Tone }
  /** The states of an untroubled life, in order: the bar above a record. */
  readonly lifecycle?: readonly (keyof S & string)[]
  /**
   * What "own" and "my site's" rows mean: a path of references and lines that ends at a member or a site
   * (`salesRep.member`, `engineers.engineer.member`).
   */
  readonly scopes?: Readonly<Record<string, string>>
  /**
   * Records that refer to this one, each kind under a name that scopes may pass through:
   * `{ users: { of: () => companyUser, by: 'company' } }`.
   */
  readonly backward?: Readonly<Record<string, { readonly of: () => EntityRef; readonly by: string }>>
  /**
   * The field, a reference to this same entity, by which its records form a tree. `below` then asks for a record and all
   * under it; what would hang on itself is refused as TREE_CYCLE. The way to each record is kept in the column `lineage`.
   */
  readonly tree?: keyof F & string
  readonly facets?: Readonly<Record<string, Facet<F>>>
  readonly views?: Readonly<Record<string, View<F, S>>>
  /** The view that the bare list opens with, where all records are not what one comes for: an inbox. */
  readonly opens?: string
  /** Further indexes for views and reports: each a list of fields, led by the tenant. */
  readonly indexes?: readonly (readonly Column<F, S>[])[]
  /** Fields that together no two living records share. */
  readonly unique?: readonly (readonly (keyof F & string)[])[]
  /** Fields that stand fast once a record has left its first state: from then on only actions change them. */
  readonly fixed?: readonly (keyof F & string)[]
  /** Counts and the field that limits each: `{ actualUsers: 'authorizedUsers' }` is drawn as a meter, so many of so many. */
  readonly meters?: { readonly [K in keyof F & string]?: keyof F & string }
  /** Rows are only ever added: no update, no removal, and the run-time role is not granted either. */
  readonly appendOnly?: boolean
  /** Written by actions, reactions and jobs alone: no address creates, changes or removes them. */
  readonly byActionsOnly?: boolean
  /** It follows from other records: the pages of those it refers to do not list it. */
  readonly derived?: boolean
  /** How a form is divided: names, worded in the messages under `sections`, and their fields. The others follow as the last one. */
  readonly sections?: Readonly<Record<string, readonly (keyof F & string)[]>>
  /** Fields a form asks for only while others hold one of these values: `{ endsOn: { model: ['trial'] } }`. The API is not bound by it. */
  readonly when?: { readonly [K in keyof F]?: { readonly [Other in keyof F]?: readonly string[] } }
  /** What a new form takes over once a reference is chosen: `{ users: 'license.authorizedUsers' }`. */
  readonly follows?: { readonly [K in keyof F]?: string }
  /**
   * Refuses, by throwing a Problem, what neither fields nor permissions can judge: granting more than one holds. Asked in
   * the transaction before a person creates, changes, removes or restores a record or acts on it; it changes nothing.
   */
  readonly guard?: Guard
  /** What files call a field besides its own name and labels: `{ street: ['Address'] }`. Case and spaces do not count. */
  readonly importAliases?: { readonly [K in keyof F]?: readonly string[] }
  /** The icon in the navigation (a Lucide name). */
  readonly icon?: string
}

type Recorded = Readonly<Record<string, unknown>>
/** `before` is null for what is new or comes back, `after` for what goes. */
export type Guard = (write: {
  readonly ctx: Pick<ReadCtx, 'tenant' | 'actor' | 'query'>
  readonly before: Recorded | null
  readonly after: Recorded | null
}) => void | Promise<void>

export interface Entity<Name extends string = string, F extends Fields = Fields, S extends States = States>
  extends EntitySpec<F, S> {
  readonly name: Name
  readonly system: string
  /** The name within its system: `license` of `licensing.license`. */
  readonly noun: string
  readonly table: { readonly schema: string; readonly name: string }
  readonly states: S & { readonly [K in keyof S]: readonly (keyof S & string)[] }
}

// biome-ignore lint/suspicious/noExplicitAny: an entity of whatever fields and states.
export type AnyEntity = Entity<string, any, any>

/** Without a prototype, so that a caller's `constructor` or `__proto__` is no field: names come from outside. */
const bare = <T extends object>(named: T): T => Object.assign(Object.create(null), named)

export const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/**
 * Declares one kind of record. Its table and wall, validation, REST, OpenAPI, client, screens, import, export and
 * audit follow from this alone.
 *
 *     export const engineer = entity('licensing.engineer', {
 *       path: 'engineers', title: 'name', fields: { name: field.text().search() },
 *     })
 */
export function entity<const Name extends `${string}.${string}`, F extends Fields, const S extends States = {}>(
  name: Name,
  spec: EntitySpec<F, S>,
): Entity<Name, F, S> {
  const [system = '', noun = ''] = name.split('.')
  const states = bare(spec.states ?? {}) as Entity<Name, F, S>['states']
  return {
    ...spec,
    fields: bare(spec.fields),
    states,
    name,
    system,
    noun,
    table: { schema: snake(system), name: snake(noun) },
  }
}

export type StateOf<E extends AnyEntity> = keyof E['states'] & string
export type NextOf<E extends AnyEntity, From extends StateOf<E>> = E['states'][From][number] & string

type Keys<F extends Fields, P> = { [K in keyof F]: F[K]['$presence'] extends P ? K : never }[keyof F]
type Flat<T> = { [K in keyof T]: T[K] } & {}

interface KernelColumns {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly createdBy: string | null
  readonly custom: Readonly<Record<string, unknown>>
}
type Status<E extends AnyEntity> = [StateOf<E>] extends [never] ? {} : { readonly status: StateOf<E> }

export type ValuesOf<F extends Fields> = Flat<
  { [K in Keys<F, 'required'>]: F[K]['$type'] } & { [K in Keys<F, 'optional'>]?: F[K]['$type'] }
>
/** A stored record. */
export type Row<E extends AnyEntity> = Flat<
  { readonly [K in keyof E['fields']]: E['fields'][K]['$type'] } & KernelColumns & Status<E>
>
/** What a request body may carry to create one. */
export type Create<E extends AnyEntity> = ValuesOf<E['fields']>
/** What code may give to create one: also the fields no request body can set. */
export type NewRecord<E extends AnyEntity> = Flat<
  Create<E> & { [K in Keys<E['fields'], 'internal'>]?: E['fields'][K]['$type'] }
>
/** What an action may change. */
export type Patch<E extends AnyEntity> = Partial<NewRecord<E>>

export const fieldsOf = (entity: AnyEntity) => Object.entries(entity.fields as Record<string, AnyField>)
export const statesOf = (entity: AnyEntity) => Object.keys(entity.states)
export const titleFields = (entity: AnyEntity): readonly string[] =>
  typeof entity.title === 'string' ? [entity.title] : (entity.title as readonly string[])
