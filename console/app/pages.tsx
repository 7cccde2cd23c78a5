import type { ComponentType } from 'react'
import { roomComponent } from './room-component.ts'

interface OfAddress {
  readonly collection: string
  readonly id: string
}
type Page = ComponentType<OfAddress> & { preload(): Promise<unknown> }

const page = <Name extends string>(
  rooms: string | readonly string[],
  load: () => Promise<Record<Name, unknown>>,
  name: Name,
): Page => roomComponent<OfAddress>(rooms, load, name) as Page

/** Hand-made pages, by their address below the root. Those in the navigation are also named in `places.ts`. */
export const pages: Readonly<Record<string, Page>> = {
  'account/profile': page('account', () => import('../pages/account/Profile.tsx'), 'Profile'),
  'account/preferences': page('account', () => import('../pages/account/Preferences.tsx'), 'Preferences'),
  'account/security': page(['account', 'sign-in'], () => import('../pages/account/Security.tsx'), 'Security'),
  'security/policy': page('security', () => import('../pages/security/Policy.tsx'), 'Policy'),
  'security/online': page('security', () => import('../pages/security/Online.tsx'), 'Online'),
  'security/log': page('logs', () => import('../pages/logs/OperationLog.tsx'), 'OperationLog'),
  inbox: page('inbox', () => import('../pages/inbox/Inbox.tsx'), 'Inbox'),
  my_tasks: page('tasks', () => import('../pages/tasks/MyTasks.tsx'), 'MyTasks'),
  settings: page('settings', () => import('../pages/settings/Settings.tsx'), 'Settings'),
  'settings/look': page('settings', () => import('../pages/settings/Look.tsx'), 'Look'),
  menus: page(['menus', 'access'], () => import('../pages/menus/Menus.tsx'), 'Menus'),
  'licensing/expiry': page('licensing', () => import('../pages/licensing/expiry/Expiry.tsx'), 'Expiry'),
  'licensing/performance': page(
    'licensing',
    () => import('../pages/licensing/performance/Performance.tsx'),
    'Performance',
  ),
  'licensing/statistics': page(
    ['statistics', 'licensing'],
    () => import('../pages/statistics/Statistics.tsx'),
    'Statistics',
  ),
  reports: page('reports', () => import('../pages/reports/Reports.tsx'), 'Reports'),
  'reports/new': page(['reports', 'list', 'pivot'], () => import('../pages/reports/NewReport.tsx'), 'NewReport'),
  'reports/$id': page(['reports', 'list', 'pivot'], () => import('../pages/reports/ReportPage.tsx'), 'ReportPage'),
  'access/members/$id': page('access', () => import('../pages/access/MemberAccess.tsx'), 'MemberAccess'),
}

/** Instead of the generic screens, by collection. */
export const ownLists: Readonly<Record<string, Page>> = {
  positions: page('positions', () => import('../pages/positions/Positions.tsx'), 'Positions'),
  departments: page('departments', () => import('../pages/departments/Departments.tsx'), 'Departments'),
}
const roleEditor = page(['access', 'record'], () => import('../pages/access/RoleEditor.tsx'), 'RoleEditor')
export const ownRecords: Readonly<Record<string, Page>> = { roles: roleEditor }
export const ownForms: Readonly<Record<string, Page>> = { roles: roleEditor }
