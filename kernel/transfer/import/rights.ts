import { require } from '../../access/access.ts'
import type { Grant } from '../../access/grant.ts'
import { meetGrants } from '../../access/meet.ts'
import { permissionOf } from '../../access/permission.ts'
import { fieldCondition } from '../../access/scope.ts'
import type { Actor } from '../../entity/ctx.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { forbidden } from '../../problem/refusals.ts'

/** What an import may do: the person's rights to the verb, no further than the right to import reaches. */
export interface ImportRights {
  readonly create: readonly Grant[]
  readonly update: readonly Grant[]
  readonly read: readonly Grant[]
}

/** Throws FORBIDDEN without the right to import, or with neither the right to create nor to update. */
export function importRights(actor: Actor, entity: AnyEntity): ImportRights {
  const grants = require(actor.access, permissionOf(entity, 'import'))
  const verb = (name: string) => meetGrants(actor.access.grants(permissionOf(entity, name)), grants)
  const rights = {
    create: verb('create'),
    update: verb('update'),
    read: actor.access.grants(permissionOf(entity, 'read')),
  }
  if (rights.create.length + rights.update.length === 0) throw forbidden({ permission: permissionOf(entity, 'create') })
  return rights
}

const covers = (entity: AnyEntity, grants: readonly Grant[], field: string) =>
  grants.length > 0 && fieldCondition(entity, grants, field, 't') !== 'never'

export const mayWrite = (entity: AnyEntity, { create, update }: ImportRights, field: string) =>
  covers(entity, create, field) || covers(entity, update, field)

/** Whether a field is seen on every row that is seen: only by such a field may records be looked up. */
export const isOpen = (entity: AnyEntity, read: readonly Grant[], field: string) =>
  read.length > 0 && fieldCondition(entity, read, field, 't') === 'always'
