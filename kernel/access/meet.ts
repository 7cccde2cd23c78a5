import { canonical } from '../audit/canonical.ts'
import { type Grant, shows } from './grant.ts'

function meetFields(one: Grant['fields'], other: Grant['fields']): Grant['fields'] {
  if (one === null || other === null) return one ?? other
  return one.filter(field => other.includes(field))
}
const union = <T>(one: readonly T[] = [], other: readonly T[] = []): T[] => [...new Set([...one, ...other])]

function meet(one: Grant, other: Grant): Grant {
  const rows = [...new Map([...one.rows, ...other.rows].map(rule => [canonical(rule), rule])).values()]
  const masked = union(one.masked, other.masked).filter(
    field => shows(one, field) !== 'nothing' && shows(other, field) !== 'nothing',
  )
  const except = union(one.except, other.except)
  return {
    permission: one.permission,
    rows,
    fields: meetFields(one.fields, other.fields),
    ...(masked.length ? { masked } : {}),
    ...(except.length ? { except } : {}),
  }
}

/** The rights that both lists give: a verb that needs a second permission reaches no further than either. */
export function meetGrants(verb: readonly Grant[], second: readonly Grant[]): Grant[] {
  const pairs = verb.flatMap(one => second.map(other => meet(one, other)))
  return [...new Map(pairs.map(grant => [canonical(grant), grant])).values()]
}
