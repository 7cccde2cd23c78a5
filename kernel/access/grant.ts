/** Which rows a grant reaches: the whole tenant, or a scope that the entity declares (`own`, `site`). */
export type Scope = 'tenant' | (string & {})

/** What a role template says when a bare permission would be too much. */
export interface GrantSpec {
  /** `licensing.license.read`, or with `*` for the last words: `licensing.license.*`. */
  readonly permission: string
  readonly scope?: Scope
  /** Only these fields; all when left out. */
  readonly fields?: readonly string[]
}
/** A right of a member as stored: one line of one role. */
export interface Grant {
  readonly permission: string
  readonly scope: Scope
  readonly fields: readonly string[] | null
}
export const grant = (permission: string, limits: Omit<GrantSpec, 'permission'>): GrantSpec => ({
  permission,
  ...limits,
})
