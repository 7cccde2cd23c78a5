import { isGranted } from '../../app/permission.ts'

export interface TourStep {
  /** The `data-tour` of what it points at. */
  readonly target: string
  /** Where that is: the tour goes there by itself. */
  readonly path: string
  /** Of its words among the texts, `tours.step.<text>`. */
  readonly text: string
}
export interface Tour {
  readonly name: string
  /** Who holds this permission is offered it; everybody, without one. */
  readonly permission?: string
  /** Four at most: what one needs on the first day, and where to find the rest. */
  readonly steps: readonly TourStep[]
}

/** In the order of choice: the first one a person's rights fit is theirs. */
export const tours: readonly Tour[] = [
  {
    name: 'administrator',
    permission: 'identity.role.update',
    steps: [
      { target: 'search', path: '/', text: 'search' },
      { target: 'place-members', path: '/settings', text: 'members' },
      { target: 'place-roles', path: '/settings', text: 'roles' },
      { target: 'help', path: '/', text: 'help' },
    ],
  },
  {
    name: 'sales',
    permission: 'licensing.license.create',
    steps: [
      { target: 'search', path: '/', text: 'search' },
      { target: 'views', path: '/licenses', text: 'views' },
      { target: 'create', path: '/licenses', text: 'create' },
      { target: 'help', path: '/licenses', text: 'help' },
    ],
  },
  {
    name: 'engineer',
    permission: 'licensing.deployment.complete',
    steps: [
      { target: 'views', path: '/deployments', text: 'deployments' },
      { target: 'rows', path: '/deployments', text: 'rows' },
      { target: 'search', path: '/deployments', text: 'search' },
      { target: 'help', path: '/deployments', text: 'help' },
    ],
  },
  {
    name: 'reader',
    steps: [
      { target: 'navigation', path: '/', text: 'navigation' },
      { target: 'search', path: '/', text: 'search' },
      { target: 'help', path: '/', text: 'help' },
    ],
  },
]

export const tourFor = (permissions: readonly string[]): Tour =>
  tours.find(({ permission }) => !permission || isGranted(permissions, permission)) ?? (tours.at(-1) as Tour)
