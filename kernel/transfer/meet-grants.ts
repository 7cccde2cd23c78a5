import type { Grant, Scope } from '../access/grant.ts'

/** Two different scopes have no common scope to name, so they give nothing together. */
function meetScopes(one: Scope, other: Scope): Scope | undefined {
  if (one === other || other === 'tenant') return one
  return one === 'tenant' ? other : undefined
}

function meetFields(one: Grant['fields'], other: Grant['fields']): Grant['fields'] {
  if (one === null || other === null) return one ?? other
  return one.filter(field => other.includes(field))
}

/** The rights that both lists give: a verb that needs a second permission reaches no further than either. */
export function meetGrants(verb: readonly Grant[], second: readonly Grant[]): Grant[] {
  return verb.flatMap(one =>
    second.flatMap(other => {
      const scope = meetScopes(one.scope, other.scope)
      return scope === undefined
        ? []
        : [{ permission: one.permission, scope, fields: meetFields(one.fields, other.fields) }]
    }),
  )
}
