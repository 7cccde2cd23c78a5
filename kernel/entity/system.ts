import type { GrantSpec } from '../access/grant.ts'
import type { Route } from '../http/route.ts'
import type { Schedule } from '../jobs/schedule.ts'
import type { Signal } from '../live/signal.ts'
import type { Reaction } from '../outbox/reaction.ts'
import type { AnyAction } from './action.ts'
import type { AnyEntity } from './entity.ts'
import type { Query } from './query.ts'
import type { Tile } from './tile.ts'

/** A role a system brings: permissions, with a scope or field list where the whole tenant or record is too much. */
export type RoleTemplate = readonly (string | GrantSpec)[]

/** Texts of a system in one language; see `messages/en.json` of any system for the shape. */
export type Texts = Readonly<Record<string, unknown>>

export interface System {
  readonly name: string
  readonly version: string
  /** Always there, or installed by an organisation. */
  readonly kind: 'platform' | 'installable'
  readonly requires: readonly System[]
  readonly entities: readonly AnyEntity[]
  readonly actions: readonly AnyAction[]
  // biome-ignore lint/suspicious/noExplicitAny: queries of whatever input.
  readonly queries: readonly Query<any>[]
  /** Hand-written endpoints, for what is neither an entity nor a query. */
  readonly routes: readonly Route[]
  readonly reactions: readonly Reaction[]
  readonly schedules: readonly Schedule[]
  /** What people who watch are told beside that records have changed. */
  readonly signals: readonly Signal[]
  /** Kinds of notices to people, each with its words under `notices` in the messages: see `@tenon/messages`. */
  readonly notices: readonly string[]
  /** Those of them that are also mailed to whoever has not chosen otherwise. */
  readonly mailed: readonly string[]
  /** Role key -> what it may do. An organisation copies them and makes its own. */
  readonly roles: Readonly<Record<string, RoleTemplate>>
  /** Rights that no entity and no action implies: `identity.session.list`. */
  readonly permissions: readonly string[]
  /** Paths of its entities in the order of the navigation; the others are reached through records. */
  readonly navigation: readonly string[]
  /** Paths of what is arranged once and looked at seldom: it has its place among the settings. */
  readonly setup: readonly string[]
  /** What it offers for the home page; each with its words under `tiles` in the messages. */
  readonly tiles: readonly Tile[]
  /** Folder of the hand-written migrations, for what the declarations cannot say. */
  readonly migrations?: URL
  readonly messages: { readonly en: Texts; readonly zh: Texts }
}

type Optional =
  | 'queries'
  | 'routes'
  | 'reactions'
  | 'schedules'
  | 'signals'
  | 'notices'
  | 'mailed'
  | 'navigation'
  | 'setup'
  | 'tiles'
  | 'permissions'
  | 'roles'
  | 'actions'
  | 'requires'

/** One installable business system: plain data, read by the kernel at start. */
export function system(name: string, spec: Omit<System, 'name' | Optional> & Partial<Pick<System, Optional>>): System {
  const none = {
    requires: [],
    actions: [],
    queries: [],
    routes: [],
    reactions: [],
    schedules: [],
    signals: [],
    notices: [],
    mailed: [],
    roles: {},
    permissions: [],
    navigation: [],
    setup: [],
    tiles: [],
  }
  return { ...none, ...spec, name }
}
