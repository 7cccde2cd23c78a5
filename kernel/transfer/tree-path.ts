import type { Grant } from '../access/grant.ts'
import { fieldCondition, rowCondition } from '../access/scope.ts'
import { tableOf } from '../data/list.ts'
import { type RawBuilder, sql } from '../data/sql.ts'
import { type AnyEntity, snake } from '../entity/entity.ts'

/** The names on the way from the root of the tree down to the row `t`, as `Works / East`; null where a name has a `/`. */
export const treePath = (entity: AnyEntity, title: string): RawBuilder<string> =>
  sql<string>`(select case when bool_and(position('/' in ${sql.ref(`a.${snake(title)}`)}) = 0)
      then string_agg(${sql.ref(`a.${snake(title)}`)}, ' / ' order by array_position(t.lineage, a.id)) end
    from ${tableOf(entity)} as a where a.tenant_id = t.tenant_id and a.id = any(t.lineage))`

/** A path tells the names of all above: only who sees all of the tree may ask for one, or by one. */
export const mayTellPaths = (entity: AnyEntity, grants: readonly Grant[], title: string): boolean =>
  grants.length > 0 &&
  rowCondition(entity, grants, 't') === undefined &&
  fieldCondition(entity, grants, title, 't') === 'always'
