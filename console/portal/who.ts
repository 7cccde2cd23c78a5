import type { Session } from '../app/session.tsx'

/** Whom an organisation serves by the portal, by the key of the role that makes them one of these. */
const outsiders = ['partner', 'customer'] as const
export type Outsider = (typeof outsiders)[number]

/**
 * As what somebody comes to the portal: only those who hold no other role do. Empty for the people of the organisation,
 * also while they work under a single one of their roles, which they must be able to leave again.
 */
export function outsiderOf({ roles, onlyRole }: Pick<Session, 'onlyRole'> & { roles: readonly { key: string }[] }) {
  const found = outsiders.filter(key => roles.some(role => role.key === key))
  const isOneOnly = onlyRole === null && roles.every(({ key }) => outsiders.includes(key as Outsider))
  return isOneOnly ? found : []
}
