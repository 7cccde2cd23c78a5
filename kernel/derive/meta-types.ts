import type { MeasureName } from '../data/measure.ts'
import type { Tone } from '../entity/entity.ts'
import type { Operator } from '../fields/field.ts'
import type { Language } from '../messages/language.ts'
import type { TileMeta } from './tile-meta.ts'

/** What `GET /api/v1/meta` answers: all a person's console needs to draw itself, in that person's language and rights. */
export interface Meta {
  readonly language: Language
  readonly systems: readonly SystemMeta[]
  /** By entity name (`licensing.license`); only those the person may list or read. */
  readonly entities: Readonly<Record<string, EntityMeta>>
  /** What can stand on the person's home, in the order declared. */
  readonly home: readonly TileMeta[]
}
export interface SystemMeta {
  readonly name: string
  readonly label: string
  /** Collections in the order of the navigation. */
  readonly navigation: readonly NavigationItem[]
  /** Collections that have their place among the settings. */
  readonly setup: readonly NavigationItem[]
}
export interface NavigationItem {
  /** The collection: `licenses`, or a facet such as `customers`. */
  readonly path: string
  readonly entity: string
  readonly label: string
  readonly icon: string
}
export interface EntityMeta {
  readonly name: string
  readonly system: string
  readonly path: string
  /** Further addresses of the same records: `customers` of companies. */
  readonly facets: readonly {
    readonly path: string
    readonly label: string
    readonly one: string
    readonly field: string
    readonly value: string
  }[]
  /** `Licence` and `Licences`. */
  readonly label: string
  readonly labelMany: string
  readonly icon: string
  /** What an empty list says about it, a sentence. */
  readonly purpose: string
  /** Fields whose values, joined by a space, name a record. */
  readonly title: readonly string[]
  /** The reference to whoever a record belongs to: where its scope `own` starts. */
  readonly owner?: string
  /** How a form divides them; those in none come last. Empty when there is nothing to divide. */
  readonly sections: readonly { readonly name: string; readonly label: string; readonly fields: readonly string[] }[]
  /** In the order of declaration. The kernel's own `status`, `createdAt`, `updatedAt` are the last ones. */
  readonly fields: readonly FieldMeta[]
  readonly states: readonly StateMeta[]
  /** State names of an untroubled life, in order; empty when there is no bar to draw. */
  readonly lifecycle: readonly string[]
  readonly actions: readonly ActionMeta[]
  readonly views: readonly ViewMeta[]
  /** The view that the bare list opens with; all records where none is named. */
  readonly opens?: string | null
  /** Other entities that point at this one: the related lists of its record page. */
  readonly related: readonly RelatedMeta[]
  readonly may: {
    readonly create: boolean
    readonly update: boolean
    readonly remove: boolean
    readonly import: boolean
    readonly export: boolean
    /** Masked fields, one at a time and recorded. */
    readonly reveal: boolean
  }
}
export interface FieldMeta {
  readonly name: string
  /** `text longText integer decimal money boolean date instant choice multiChoice ref email phone url json secret file numberSeries lines status` */
  readonly kind: string
  readonly label: string
  readonly hint?: string
  /** A create must give it. */
  readonly required: boolean
  /** The person may set it in a form (not internal, generated or computed, and granted). */
  readonly writable: boolean
  /** Once the record has left its first state, only actions change it: a form shows it as read-only then. */
  readonly fixed?: boolean
  /** A form asks for it only while each of these fields holds one of the values. */
  readonly when?: Readonly<Record<string, readonly string[]>>
  /** `license.authorizedUsers`: a new form takes it over from the record that the reference names. */
  readonly follows?: string
  /** Shown to this person in part at most: nothing can be asked of it. */
  readonly masked?: boolean
  readonly nullable: boolean
  readonly default?: unknown
  readonly sortable: boolean
  readonly operators: readonly Operator[]
  /** `GET /<collection>/summary?group=<name>` puts records together by it; dates and instants by `<name>:month`. */
  readonly groupable?: boolean
  /** What a summary can work out over its values: `measure=sum:<name>`. */
  readonly measures?: readonly MeasureName[]
  readonly options?: readonly OptionMeta[]
  /** A reference's entity name and collection, for pickers (`GET /<path>?search=`) and links. */
  readonly refersTo?: { readonly entity: string; readonly path: string }
  /** The columns of child lines. */
  readonly lines?: readonly FieldMeta[]
  readonly min?: number
  readonly max?: number
  readonly maxLength?: number
  readonly scale?: number
  /** The currency a money control starts with. */
  readonly currency?: string
  readonly computed?: boolean
  /** Often printed as a barcode: a phone offers to scan it. */
  readonly scan?: boolean
  /** Of a count, the field that limits it: `authorizedUsers` of `actualUsers`. */
  readonly limitedBy?: string
}
export interface OptionMeta {
  readonly value: string
  readonly label: string
  readonly tone?: Tone
}
export interface StateMeta {
  readonly name: string
  readonly label: string
  readonly tone: Tone
  readonly next: readonly string[]
}
export interface ActionMeta {
  readonly name: string
  readonly label: string
  /** What it does and its consequence, one sentence above the form. */
  readonly hint?: string
  /** What is said when it has succeeded: `Licence renewed`. */
  readonly done?: string
  /** States it may start from; any when empty. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly input: readonly FieldMeta[]
  readonly danger: boolean
}
export interface ViewMeta {
  readonly name: string
  readonly label: string
  readonly columns: readonly string[]
  /** As query parameters: `{'filter[status]': 'inUse'}`; days and periods stay words (`@today+30`, `@month-1`). */
  readonly query: Readonly<Record<string, string>>
}
export interface RelatedMeta {
  readonly entity: string
  readonly path: string
  /** The field of the other entity that points here: list it with `filter[<field>]=<id>`. */
  readonly field: string
  readonly label: string
}

/** One entry of `GET /<collection>/{id}/history`, newest first. */
export interface HistoryEntry {
  readonly id: string
  readonly at: string
  /** `create`, `update`, `remove`, `restore` or an action's name. */
  readonly act: string
  readonly label: string
  readonly actor: { readonly id: string | null; readonly name: string }
  readonly site: string | null
  readonly via: string
  readonly reason: string | null
  readonly changes: readonly {
    readonly field: string
    readonly label: string
    readonly kind: string
    readonly before: unknown
    readonly after: unknown
    readonly beforeTitle?: string
    readonly afterTitle?: string
  }[]
}
