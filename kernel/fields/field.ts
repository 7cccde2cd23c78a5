import type { z } from 'zod'
import type { LineText } from './lines/line-text.ts'

/**
 * How a list may be narrowed by a field: `filter[endsOn][lte]=2026-12-31`. `below` is asked of a reference to a tree: the
 * record named and all under it.
 */
export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'nin'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'contains'
  | 'starts'
  | 'empty'
  | 'below'

/**
 * Who gives a field its value. required, optional: the caller; internal: only actions and reactions, never a
 * request body; generated: only the kernel.
 */
export type Presence = 'required' | 'optional' | 'internal' | 'generated'

/** A row as PostgreSQL sends it: one text (or null) for each selected column. */
export type Cells = readonly (string | null)[]

/** One SQL column of a field; the suffix tells those of a field with several apart (money: `''` and `_currency`). */
export interface ColumnSpec {
  readonly suffix: string
  readonly type: string
}

/** Everything the product knows about one kind of value. One room below `kernel/fields/` for each. */
export interface Kind<T> {
  readonly name: string
  /** Empty for kinds that live elsewhere (lines) or are worked out on reading (computed). */
  readonly columns: readonly ColumnSpec[]
  /** What a request body may carry. Null is added by the field when it is optional. */
  readonly schema: z.ZodType<T>
  /** What a reply carries, where that is something else. */
  readonly reply?: z.ZodType<T>
  /** Written and never read back: no reply, file, history or log holds it. */
  readonly isSecret?: boolean
  /** A value as the parameters of its columns. */
  write(value: T): readonly unknown[]
  /** The value from its columns, the first of them at `cells[at]` and not null. */
  read(cells: Cells, at: number): T
  readonly operators: readonly Operator[]
  /** A filter's text as the parameter of the first column; undefined when the text cannot be such a value. */
  operand(text: string): unknown
  /** What stands in an exported cell. */
  toText(value: T): string
  /** An imported cell's text as a body value; the schema then judges it. */
  fromText(text: string): unknown
  /** The value as shown to who may see it only in part; kinds without it show nothing then. */
  mask?(value: T): string
  /** A CHECK over the quoted column, so that the database refuses what the schema refuses. */
  check?(column: string): string
  /** What the console needs to show and edit it: options, limits, currency. */
  readonly ui: Readonly<Record<string, unknown>>
  /** Sorted and filtered by its first column. */
  readonly sortable: boolean
  /** The entity a reference points at. */
  readonly refersTo?: () => EntityRef
  /**
   * What it points at is known by its title to whoever sees the record, and may be named by whoever may write the record:
   * a person to whom a task is given, whom few may read as a member.
   */
  readonly isOpen?: boolean
  readonly lines?: () => LineEntity
  /** Lines that stand in one cell of a file, by what they name. */
  readonly lineText?: LineText
  readonly series?: SeriesSpec
  readonly computed?: ComputedSpec<T>
}

/** The little of an entity that a field may know without importing it. */
export interface EntityRef {
  readonly name: string
  readonly system: string
  readonly table: { readonly schema: string; readonly name: string }
}
export interface LineEntity extends EntityRef {
  readonly fields: Readonly<Record<string, AnyField>>
}

export interface SeriesSpec {
  readonly pattern: string
  readonly gapless: boolean
}

export interface ComputedSpec<T> {
  /** Fields it is worked out from: whoever may not read one of them may not read the result. */
  readonly needs: readonly string[]
  readonly value: (row: never, today: string) => T | null
}

/** What a personal field holds, which decides how it is masked. */
export type PersonalKind = 'text' | 'name' | 'phone' | 'email' | 'bank' | 'id'

interface Traits {
  readonly presence: Presence
  readonly nullable: boolean
  readonly unique: boolean
  readonly searchable: boolean
  /** It tells of a person: whoever gives rights is offered to show it only in part. */
  readonly personal?: PersonalKind
  readonly default?: unknown
}

/** One value of a record: column, validator, form control. Each refinement returns a copy; a field never changes. */
export class Field<T, P extends Presence = 'required'> {
  declare readonly $type: T
  declare readonly $presence: P
  readonly kind: Kind<NonNullable<T>>
  readonly traits: Traits

  constructor(kind: Kind<NonNullable<T>>, traits: Partial<Traits> = {}) {
    this.kind = kind
    this.traits = { presence: 'required', nullable: false, unique: false, searchable: false, ...traits }
  }
  #with<T2 = T, P2 extends Presence = P>(change: Partial<Traits>): Field<T2, P2> {
    return new Field<T2, P2>(this.kind as unknown as Kind<NonNullable<T2>>, { ...this.traits, ...change })
  }
  /** May be left out, and may be null. */
  optional() {
    return this.#with<T | null, 'optional'>({ presence: 'optional', nullable: true })
  }
  /** May be left out; then this value is stored. */
  default(value: T) {
    return this.#with<T, 'optional'>({ presence: 'optional', default: value })
  }
  /** No request body may set it: actions and reactions do. Null until then. */
  internal() {
    return this.#with<T | null, 'internal'>({ presence: 'internal', nullable: true })
  }
  /** No two living records of a tenant carry the same value. */
  unique() {
    return this.#with({ unique: true })
  }
  /** It tells of a person, so a role may show it masked: as its kind masks it, a text as what it is said to hold. */
  personal(personal: PersonalKind = 'text') {
    return this.#with({ personal })
  }
  /** Found by `search=`. */
  search() {
    return this.#with({ searchable: true })
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a field of whatever value; its kind knows which.
export type AnyField = Field<any, any>
export type Fields = Readonly<Record<string, AnyField>>

type KindSpec<T> = Partial<Kind<T>> & Pick<Kind<T>, 'name' | 'columns' | 'schema'>

/** A kind with the defaults of a value stored as one text column. */
export function kind<T>(spec: KindSpec<T>): Kind<T> {
  return {
    write: value => [value],
    read: (cells, at) => cells[at] as T,
    operators: ['eq', 'ne', 'in', 'nin', 'empty'],
    operand: text => text,
    toText: value => String(value),
    fromText: text => text,
    ui: {},
    sortable: true,
    ...spec,
  }
}

/** The usual case: one column. */
export const column = (type: string): readonly ColumnSpec[] => [{ suffix: '', type }]
export const comparable: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'lt', 'lte', 'gt', 'gte', 'empty']
