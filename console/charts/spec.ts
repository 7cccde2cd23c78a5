/** One row of figures of a chart, one for each category; null where there is none. */
export interface ChartSeries {
  readonly key: string
  readonly name: string
  /** `target` is drawn dashed, in grey, in steps. */
  readonly kind: 'bar' | 'line' | 'area' | 'target'
  readonly values: readonly (number | null)[]
  /** Against the second axis, which its name then says. */
  readonly right?: boolean
  /** Series of the same stack stand on each other. */
  readonly stack?: string
  /** A status instead of the next of the six colours. */
  readonly tone?: string
}
export interface ChartAxis {
  readonly format: (value: number) => string
  /** Where an axis of whole things must not be cut into halves. */
  readonly whole?: boolean
}
/** What a chart shows, without any word about how: the same for a tile, a pivot and a dashboard. */
export interface ChartSpec {
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly left: ChartAxis
  readonly right?: ChartAxis
  /** The category whose period is not over yet: hatched. */
  readonly unfinished?: number
  /** Bars that lie, for long names. */
  readonly lying?: boolean
}

/** The same figures as rows: what is shown as a table and written as CSV. Numbers stay numbers. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** Leads to what a row counts, as a press on the drawing does. */
  readonly onOpen?: ((row: number) => void) | undefined
}

/** The accessible twin of a chart: a row for each category, a column for each series. */
export function tableOf(spec: ChartSpec, first: string): ChartTable {
  return {
    columns: [first, ...spec.series.map(series => series.name)],
    rows: spec.categories.map((category, at) => [category, ...spec.series.map(series => series.values[at] ?? '')]),
  }
}
