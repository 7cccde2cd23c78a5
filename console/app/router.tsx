import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  useParams,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { NotFound } from '../pages/NotFound.tsx'
import { PageFault } from '../pages/PageFault.tsx'
import { App } from '../shell/App.tsx'
import { CollectionGate } from './CollectionGate.tsx'
// Before a router exists: it takes the token out of the address.
import './link-token.ts'
import { PlaceGate } from './PlaceGate.tsx'
import { ownForms, ownLists, ownRecords, pages } from './pages.tsx'
import { roomComponent } from './room-component.ts'
import { parseSearch, stringifySearch, type UrlState } from './url-state.ts'

type Params = { collection: string; id: string }

/** A lazily loaded screen, given the address's parts as props; another record is another instance, with its own state. */
function screen(
  Screen: AsyncRouteComponent<Params>,
  own: Readonly<Record<string, ComponentType<Params>>> = {},
): AsyncRouteComponent<object> {
  function ScreenOfAddress() {
    const { collection = '', id = '' } = useParams({ strict: false })
    const Wide = (own[collection] ?? Screen) as ComponentType<Params>
    return <Wide key={`${collection}/${id}`} collection={collection} id={id} />
  }
  return Object.assign(ScreenOfAddress, Screen.preload && { preload: Screen.preload })
}

const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>) => search as UrlState,
})
/** Whatever needs somebody signed in. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: App, notFoundComponent: NotFound })
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: roomComponent('home', () => import('../pages/home/Home.tsx'), 'Home') as AsyncRouteComponent<object>,
})
const collection = createRoute({ getParentRoute: () => inside, path: '/$collection', component: CollectionGate })
const list = createRoute({
  getParentRoute: () => collection,
  path: '/',
  component: screen(
    roomComponent('list', () => import('../generic/List.tsx'), 'List') as AsyncRouteComponent<Params>,
    ownLists,
  ),
})
const create = createRoute({
  getParentRoute: () => collection,
  path: 'new',
  component: screen(
    lazyRouteComponent(() => import('../generic/Form.tsx'), 'Form'),
    ownForms,
  ),
})
const importing = createRoute({
  getParentRoute: () => collection,
  path: 'import',
  component: screen(lazyRouteComponent(() => import('../generic/Import.tsx'), 'Import')),
})
const record = createRoute({
  getParentRoute: () => collection,
  path: '$id',
  component: screen(
    roomComponent('record', () => import('../generic/Record.tsx'), 'Record') as AsyncRouteComponent<Params>,
    ownRecords,
  ),
})

/** A page that may not be opened says so, and who could change that, instead of failing at its first request. */
const handMade = Object.entries(pages).map(([path, Page]) => {
  const OfAddress = screen(Page as AsyncRouteComponent<Params>) as ComponentType
  function Gated() {
    return (
      <PlaceGate path={path}>
        <OfAddress />
      </PlaceGate>
    )
  }
  return createRoute({
    getParentRoute: () => inside,
    path: path as 'page',
    component: Object.assign(Gated, { preload: async () => void (await Page.preload()) }),
  })
})
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound })
const setUp = createRoute({
  getParentRoute: () => root,
  path: 'set-up',
  component: lazyRouteComponent(() => import('../pages/SetUp.tsx'), 'SetUp'),
})
const password = createRoute({
  getParentRoute: () => root,
  path: 'password',
  component: lazyRouteComponent(() => import('../pages/ChoosePassword.tsx'), 'ChoosePassword'),
})
const support = createRoute({
  getParentRoute: () => root,
  path: 'support',
  component: lazyRouteComponent(() => import('../pages/SupportEntry.tsx'), 'SupportEntry'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: 'join',
  component: roomComponent('sign-in', () => import('../pages/sign-in/Join.tsx'), 'Join') as AsyncRouteComponent<object>,
})
const partnerSignIn = createRoute({
  getParentRoute: () => root,
  path: 'partners/login',
  component: roomComponent(
    'portal',
    () => import('../portal/PortalSignIn.tsx'),
    'PartnerSignIn',
  ) as AsyncRouteComponent<object>,
})
/** Drawn by the portal itself for those it is for; here only so that nothing else is loaded for its addresses. */
const portalPage = createRoute({ getParentRoute: () => inside, path: 'portal/$', component: NotFound })
export const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren([
      home,
      collection.addChildren([list, create, importing, record]),
      nowhere,
      portalPage,
      ...handMade,
    ]),
    partnerSignIn,
    setUp,
    password,
    join,
    support,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFault,
  defaultPendingMs: 150,
  defaultPendingMinMs: 300,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
