/**
 * One block of the home page, declared by a system beside its lists: what it counts, and how it is shown. Its words
 * stand in the system's messages under `tiles.<key>`. Nobody sees a tile, or a part of one, over lists or fields that
 * they may not list.
 */
export type Tile = FlowTile | KpiTile | SeriesTile | HeatTile | FunnelTile | ListTile | TasksTile | PlainTile

/** As in a view: `{ status: 'inUse', 'endsOn.lte': '@today+90' }`; periods such as `@month-1` stay relative. */
export type TileFilter = Readonly<Record<string, string>>

interface Placed {
  readonly key: string
  /** Columns of 24, and rows of 16 px with gaps of 12. */
  readonly size: readonly [columns: number, rows: number]
  /** Where it stands until somebody moves it: the lowest first. */
  readonly place: number
  /** It stands first for those who do not hold this permission: deployments for people who see no purchases. */
  readonly leadsWithout?: string
  /** Only in the gallery until somebody adds it; a tile that leads is always shown. */
  readonly spare?: boolean
}
interface Question {
  readonly collection: string
  readonly filter?: TileFilter
}
/** `count`, or a field's `sum avg min max`. */
export type Measure = 'count' | `${'sum' | 'avg' | 'min' | 'max'}:${string}`
/** Periods of a date, from so many before the present one to so many after it. */
export interface Periods {
  readonly field: string
  readonly bucket: 'week' | 'month' | 'quarter'
  readonly from: number
  readonly to: number
}

/** How many records are in each of these states, and how that has changed within a week. */
export interface FlowTile extends Placed, Question {
  readonly kind: 'flow'
  readonly states: readonly string[]
}
export interface Figure extends Question {
  readonly key: string
  readonly measure?: Measure
  /** The figure is then the share of those that also meet this, in percent. */
  readonly share?: TileFilter
  /** What the figure is compared with: these conditions in place of those of `filter`. */
  readonly compare?: TileFilter
  /** The periods of its small line; `filter` in place of the figure's own conditions. */
  readonly course?: Periods & { readonly filter?: TileFilter }
  readonly target?: number
  /** Which way is welcome. */
  readonly good?: 'more' | 'less'
}
/** Up to four figures in a row, each of a list of its own. */
export interface KpiTile extends Placed {
  readonly kind: 'kpi'
  readonly figures: readonly Figure[]
}
export interface SeriesTile extends Placed, Question {
  readonly kind: 'series'
  readonly over: Periods
  /** A choice or state by which the one measure is stacked. */
  readonly by?: string
  readonly measures: readonly {
    readonly key: string
    readonly measure: Measure
    readonly draw: 'bar' | 'line' | 'area'
    readonly right?: boolean
  }[]
}
/** How many in each period of each choice, state or reference. */
export interface HeatTile extends Placed, Question {
  readonly kind: 'heat'
  readonly over: Periods
  readonly by: string
  /** More than this stands out. */
  readonly bound?: number
}
/** Steps from many to few, each with conditions of its own. */
export interface FunnelTile extends Placed, Question {
  readonly kind: 'funnel'
  readonly steps: readonly { readonly key: string; readonly filter: TileFilter; readonly won?: boolean }[]
}
/** The first rows of a list, with the day each is due and what stands beside its name. */
export interface ListTile extends Placed, Question {
  readonly kind: 'list'
  readonly sort: string
  readonly due?: string
  readonly beside?: string
}
/** One's own open tasks, done in place. */
export interface TasksTile extends Placed, Question {
  readonly kind: 'tasks'
  readonly sort: string
}
/** What changed last in all lists; how many records each list has. */
export interface PlainTile extends Placed {
  readonly kind: 'activity' | 'counts'
}
