import type { AnyEntity } from '../entity/entity.ts'
import { type Access, require } from './access.ts'
import type { Grant } from './grant.ts'
import { permissionOf } from './permission.ts'

/** What an act on a record asks for: the record must be within reach of some grant of each list. */
export interface Demands {
  readonly seeing: readonly Grant[]
  readonly acting: readonly Grant[]
}

/** The right an act needs beside its own: what leaves must be listed, what is acted on must be seen. */
export const seenBy = (entity: AnyEntity, permission: string): string => {
  const [list, read, exporting] = ['list', 'read', 'export'].map(verb => permissionOf(entity, verb)) as [
    string,
    string,
    string,
  ]
  if (permission === list || permission === read) return permission
  return permission === exporting ? list : read
}

/** Throws FORBIDDEN without the permission. Who may act on records but read none of the kind sees those acted on. */
export function demandsOf(access: Access, entity: AnyEntity, permission: string): Demands {
  const acting = require(access, permission)
  const seeing = access.grants(seenBy(entity, permission))
  return { seeing: seeing.length ? seeing : acting, acting }
}
