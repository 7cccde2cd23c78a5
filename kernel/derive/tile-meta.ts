import type { Periods, Tile } from '../entity/tile.ts'

/** A list and its parameters: `{ path: 'licenses', query: { 'filter[status]': 'inUse' } }`. */
export interface QuestionMeta {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}
export interface FigureMeta extends QuestionMeta {
  readonly key: string
  readonly label: string
  /** Below the figure: `38 licences`, `vs last month`. */
  readonly note?: string
  /** `count`, `sum:value`. */
  readonly measure: string
  /** All conditions of those of which the figure is the share. */
  readonly share?: Readonly<Record<string, string>>
  readonly compare?: Readonly<Record<string, string>>
  /** As `share`, for what it is compared with. */
  readonly compareShare?: Readonly<Record<string, string>>
  readonly course?: Periods & { readonly query: Readonly<Record<string, string>> }
  readonly target?: number
  readonly good?: 'more' | 'less'
  /** Whose records the list can be asked for. */
  readonly scopes: readonly TileScope[]
}
/** One's own, or those of one's departments and what lies below them. */
export type TileScope = 'own' | 'departmentTree'
/** One block of a person's home, in their language: what to ask, and how to show the answer. */
export interface TileMeta {
  /** `licensing.states`. */
  readonly name: string
  readonly system: string
  readonly kind: Tile['kind']
  readonly label: string
  readonly sub?: string
  readonly columns: number
  readonly rows: number
  /** Shown from the beginning; the others wait in the gallery. */
  readonly shown: boolean
  /** Whose records its list can be asked for; of figures, the union. */
  readonly scopes: readonly TileScope[]
  readonly question?: QuestionMeta
  readonly states?: readonly string[]
  readonly figures?: readonly FigureMeta[]
  readonly over?: Periods
  readonly by?: string
  readonly measures?: readonly {
    readonly key: string
    readonly label: string
    readonly measure: string
    readonly draw: 'bar' | 'line' | 'area'
    readonly right: boolean
  }[]
  readonly bound?: number
  readonly steps?: readonly {
    readonly key: string
    readonly label: string
    readonly query: Readonly<Record<string, string>>
    readonly won: boolean
  }[]
  readonly due?: string
  readonly beside?: string
}
