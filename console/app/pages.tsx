import { type ComponentType, lazy } from 'react'
import { loadRoomTexts } from './i18n.ts'

interface OfAddress {
  readonly collection: string
  readonly id: string
}
type Page = ComponentType<OfAddress> & { preload(): Promise<unknown> }

/** A page with the texts of its room: both come when somebody goes there. */
function page<Name extends string>(room: string, load: () => Promise<Record<Name, unknown>>, name: Name): Page {
  const loaded = async () => {
    const [module] = await Promise.all([load(), loadRoomTexts(room)])
    return { default: module[name] as ComponentType<OfAddress> }
  }
  let once: ReturnType<typeof loaded> | undefined
  const preload = () => {
    once ??= loaded()
    return once
  }
  return Object.assign(lazy(preload), { preload }) as unknown as Page
}

/** Hand-made pages, by their address below the root. Those in the navigation are also named in `places.ts`. */
export const pages: Readonly<Record<string, Page>> = {
  settings: page('settings', () => import('../pages/settings/Settings.tsx'), 'Settings'),
}

/** Instead of the generic screens, by collection. */
export const ownLists: Readonly<Record<string, Page>> = {
  departments: page('departments', () => import('../pages/departments/Departments.tsx'), 'Departments'),
}
const roleEditor = page('access', () => import('../pages/access/RoleEditor.tsx'), 'RoleEditor')
export const ownRecords: Readonly<Record<string, Page>> = { roles: roleEditor }
export const ownForms: Readonly<Record<string, Page>> = { roles: roleEditor }
