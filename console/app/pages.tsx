import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import { loadRoomTexts } from './i18n.ts'

interface OfAddress {
  readonly collection: string
  readonly id: string
}
// The router draws a page without knowing what else its component could be given.
type Page = AsyncRouteComponent<OfAddress>

/** A page with the texts of its room: both come when somebody goes there. */
function page<Name extends string>(room: string, load: () => Promise<Record<Name, unknown>>, name: Name): Page {
  const loaded = async () => {
    const [module] = await Promise.all([load(), loadRoomTexts(room)])
    return module as Record<Name, Page>
  }
  return lazyRouteComponent(loaded, name) as Page
}

/** Hand-made pages, by their address below the root. Those in the navigation are also named in `places.ts`. */
export const pages: Readonly<Record<string, Page>> = {
  settings: page('settings', () => import('../pages/settings/Settings.tsx'), 'Settings'),
}

/** Instead of the generic screens, by collection. */
export const ownLists: Readonly<Record<string, Page>> = {}
export const ownRecords: Readonly<Record<string, Page>> = {}
export const ownForms: Readonly<Record<string, Page>> = {}
