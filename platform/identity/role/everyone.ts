import { grant, toGrant } from '@tenon/kernel/access/grant.ts'
import type { Assignment, RoleOfMine } from '../standing/standing.ts'

const within = (scope: string, ...verbs: string[]) => verbs.map(verb => grant(`workspace.task.${verb}`, { scope }))

/**
 * What every active member may without holding any role: to work with the tasks they gave or were given. Like the role
 * templates it names rights of a system that may not be deployed; a role can take one of them away again.
 */
export const everyone: RoleOfMine = {
  id: 'everyone',
  key: 'everyone',
  name: 'Every member',
  nameZh: '所有成员',
  grants: [
    ...within('own', 'read', 'update', 'complete', 'reopen'),
    ...within('given', 'read', 'create', 'update', 'complete', 'reopen', 'remove'),
  ].map(toGrant),
  mutes: [],
}

/** How it is held, for whoever explains a right: by being a member. */
export const heldByEveryone: Assignment = {
  site: null,
  role: everyone,
  via: { kind: 'membership', id: null, name: null },
  startsAt: null,
  endsAt: null,
  sleeps: false,
}
