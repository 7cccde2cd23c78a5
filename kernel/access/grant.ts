import type { Filter } from '../data/filter.ts'

/**
 * A set of rows by name: `tenant` for all, or what an entity's `scopes` mean: `own`, `site`, `department`. With `Tree`
 * at its end it reaches what lies below as well (`departmentTree`); in the plural it means chosen ones (`sites`,
 * `departments`); `filter` means the rows that meet a filter.
 */
export type Scope = 'tenant' | (string & {})

/** One condition on rows. */
export interface RowRule {
  readonly scope: Scope
  /** The chosen sites or departments. */
  readonly among?: readonly string[]
  readonly filter?: readonly Filter[]
}

/** A right as it is in force: what may be done, on which rows, with which fields. */
export interface Grant {
  /** `licensing.license.read`; any word may be `*`, and a `*` at the end stands for all words that follow. */
  readonly permission: string
  /** All of them must hold; without any, the grant reaches every row of the tenant. */
  readonly rows: readonly RowRule[]
  /** Only these fields; null for all. */
  readonly fields: readonly string[] | null
  /** Fields shown only in part. */
  readonly masked?: readonly string[]
  /** Fields that were taken away again. */
  readonly except?: readonly string[]
  /** Where it comes from, for whoever explains it; it plays no part in what is allowed. */
  readonly origin?: object
}

/** Takes a right away from whoever else gives it: the whole permission, or only some fields of it. */
export interface Mute {
  readonly permission: string
  readonly fields: readonly string[] | null
  readonly origin?: object
}

/** What a role template says when a bare permission would be too much. */
export interface GrantSpec extends Partial<RowRule> {
  readonly permission: string
  readonly fields?: readonly string[]
  readonly masked?: readonly string[]
  /** Takes it away from whoever holds the role instead. */
  readonly effect?: 'mute'
}
export const grant = (permission: string, limits: Omit<GrantSpec, 'permission'>): GrantSpec => ({
  permission,
  ...limits,
})

/** Takes a right away from whoever holds the role, whatever else gives it. */
export const mute = (permission: string): GrantSpec => ({ permission, effect: 'mute' })

export const everything: readonly Grant[] = [{ permission: '*', rows: [], fields: null }]

export function toGrant({ permission, scope = 'tenant', among, filter, fields, masked }: GrantSpec): Grant {
  const rule = { scope, ...(among ? { among } : {}), ...(filter ? { filter } : {}) }
  return {
    permission,
    rows: scope === 'tenant' ? [] : [rule],
    fields: fields ?? null,
    ...(masked?.length ? { masked } : {}),
  }
}

/** How much of a field a grant shows. */
export function shows({ fields, masked, except }: Grant, field: string): 'clear' | 'masked' | 'nothing' {
  if (except?.includes(field)) return 'nothing'
  if (masked?.includes(field)) return 'masked'
  return fields === null || fields.includes(field) ? 'clear' : 'nothing'
}
