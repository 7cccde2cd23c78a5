import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { findCollection } from './meta.ts'
import { isGranted } from './permission.ts'

/** What one looks for under Settings instead of among the systems. */
export const placeGroups = ['organisation', 'security', 'personal'] as const
export type PlaceGroup = (typeof placeGroups)[number]

export interface Place {
  /** The address without its first slash: a collection's, or a hand-made page's of `pages.tsx`. */
  readonly path: string
  readonly group: PlaceGroup
  /** Of a hand-made page: the key of its name among the texts. A collection brings its own name and icon. */
  readonly text?: string
  readonly icon?: string
  /** What a hand-made page's endpoint asks for; everybody may open one without it. */
  readonly permission?: string
}

const organisation: readonly Place[] = [
  { path: 'members', group: 'organisation' },
  { path: 'departments', group: 'organisation' },
  { path: 'positions', group: 'organisation' },
  { path: 'roles', group: 'organisation' },
  { path: 'sites', group: 'organisation' },
  { path: 'invitations', group: 'organisation' },
  {
    path: 'menus',
    group: 'organisation',
    text: 'shell.places.menus',
    icon: 'list-tree',
    permission: 'identity.menu.read',
  },
  {
    path: 'settings/look',
    group: 'organisation',
    text: 'shell.places.look',
    icon: 'palette',
    permission: 'identity.appearance.update',
  },
]
const security: readonly Place[] = [
  {
    path: 'security/policy',
    group: 'security',
    text: 'shell.places.policy',
    icon: 'shield-check',
    permission: 'identity.securityPolicy.read',
  },
  { path: 'sign_ins', group: 'security' },
  {
    path: 'security/log',
    group: 'security',
    text: 'shell.places.log',
    icon: 'history',
    permission: 'operations.auditLog.list',
  },
  {
    path: 'security/online',
    group: 'security',
    text: 'shell.places.online',
    icon: 'monitor-dot',
    permission: 'identity.session.list',
  },
  { path: 'api_keys', group: 'security' },
  { path: 'sso_providers', group: 'security' },
  { path: 'support_accesses', group: 'security' },
]
const personal: readonly Place[] = [
  { path: 'account/profile', group: 'personal', text: 'shell.places.profile', icon: 'id-card' },
  { path: 'account/preferences', group: 'personal', text: 'shell.places.preferences', icon: 'sliders-horizontal' },
  { path: 'account/security', group: 'personal', text: 'shell.places.security', icon: 'fingerprint' },
]

/** A hand-made page that stands below the lists of its system. */
export interface WorkPlace extends Required<Omit<Place, 'group'>> {
  readonly system: string
}
export const workPlaces: readonly WorkPlace[] = [
  {
    path: 'licensing/expiry',
    system: 'licensing',
    text: 'shell.places.expiry',
    icon: 'calendar-range',
    permission: 'licensing.license.read',
  },
  {
    path: 'licensing/statistics',
    system: 'licensing',
    text: 'shell.places.statistics',
    icon: 'chart-no-axes-combined',
    permission: 'licensing.license.read',
  },
  {
    path: 'licensing/performance',
    system: 'licensing',
    text: 'shell.places.performance',
    icon: 'badge-percent',
    permission: 'licensing.purchase.read',
  },
]

/** In the order of the navigation. */
export const places: readonly Place[] = [...organisation, ...security, ...personal]

export const isInSettings = (pathname: string, { systems }: Pick<Meta, 'systems'>) => {
  const room = pathname.split('/')[1]
  const isPlace = ({ path }: { path: string }) => path.split('/')[0] === room
  return (
    room === 'settings' || room === 'access' || places.some(isPlace) || systems.some(({ setup }) => setup.some(isPlace))
  )
}

export interface NamedPlace extends Place {
  readonly label: string
  readonly shownIcon: string
  /** Of a collection. */
  readonly entity?: string
}

/** The places this person may open, named. A collection is left out where the person may see none of it. */
export function placesFor(meta: Meta, permissions: readonly string[], t: (key: string) => string): NamedPlace[] {
  return places.flatMap(place => {
    if (place.text !== undefined) {
      const may = place.permission === undefined || isGranted(permissions, place.permission)
      return may ? [{ ...place, label: t(place.text), shownIcon: place.icon ?? 'settings' }] : []
    }
    const collection = findCollection(meta, place.path)
    if (!collection) return []
    const { label, entity } = collection
    return [{ ...place, label, shownIcon: entity.icon, entity: entity.name }]
  })
}
