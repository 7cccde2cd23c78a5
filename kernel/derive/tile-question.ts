import type { Figure, Periods, Tile, TileFilter } from '../entity/tile.ts'
import type { EntityMeta, FieldMeta } from './meta-types.ts'
import type { QuestionMeta } from './tile-meta.ts'

const filterKey = (key: string) => {
  const [field, operator] = key.split('.')
  return operator ? `filter[${field}][${operator}]` : `filter[${field}]`
}
export const queryOf = (filter: TileFilter = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).map(([key, value]) => [filterKey(key), value]))

/** From the first day of its first period to the last day of its last. */
export const within = ({ field, bucket, from, to }: Periods): Record<string, string> => {
  const edge = (by: number) => `@${bucket}${by === 0 ? '' : by > 0 ? `+${by}` : by}`
  return queryOf({ [`${field}.gte`]: edge(from), [`${field}.lte`]: edge(to) })
}

/** What a tile asks of the one list it is about. */
export function questionOf(tile: Tile): QuestionMeta | undefined {
  if (!('collection' in tile)) return undefined
  const periods = 'over' in tile ? within(tile.over) : {}
  const states = tile.kind === 'flow' ? { 'filter[status][in]': tile.states.join(',') } : {}
  const sort = 'sort' in tile ? { sort: tile.sort } : {}
  return { path: tile.collection, query: { ...queryOf(tile.filter), ...periods, ...states, ...sort } }
}

/** The fields a question names, by what is done with them. */
interface Needs {
  readonly shown?: readonly string[]
  readonly asked?: readonly string[]
  readonly sorted?: readonly string[]
  readonly grouped?: readonly string[]
  readonly measured?: readonly string[]
}

const fieldsIn = (...filters: readonly (TileFilter | undefined)[]) =>
  filters.flatMap(filter => Object.keys(filter ?? {}).map(key => key.split('.')[0] as string))
const measuredIn = (measure = 'count') => (measure === 'count' ? [] : [measure.split(':')[1] as string])
const named = (...names: readonly (string | undefined)[]) => names.filter(name => name !== undefined)

export function tileNeeds(tile: Tile): Needs {
  const asked = 'filter' in tile ? fieldsIn(tile.filter) : []
  switch (tile.kind) {
    case 'flow':
      return { asked, grouped: ['status'] }
    case 'series':
      return {
        asked: [...asked, tile.over.field],
        grouped: named(tile.over.field, tile.by),
        measured: tile.measures.flatMap(({ measure }) => measuredIn(measure)),
      }
    case 'heat':
      return { asked: [...asked, tile.over.field], grouped: [tile.over.field, tile.by] }
    case 'funnel':
      return { asked: [...asked, ...fieldsIn(...tile.steps.map(step => step.filter))] }
    case 'list':
      return { asked, sorted: [tile.sort.replace(/^-/, '')], shown: named(tile.due, tile.beside) }
    case 'tasks':
      return { asked, sorted: [tile.sort.replace(/^-/, '')] }
    default:
      return {}
  }
}

export const figureNeeds = ({ filter, share, compare, course, measure }: Figure): Needs => ({
  asked: [...fieldsIn(filter, share, compare, course?.filter), ...named(course?.field)],
  grouped: named(course?.field),
  measured: measuredIn(measure),
})

const allow: { readonly [K in keyof Needs]-?: (field: FieldMeta) => boolean } = {
  shown: field => !field.masked,
  asked: field => field.operators.length > 0,
  sorted: field => field.sortable,
  grouped: field => field.groupable === true,
  measured: field => (field.measures ?? []).length > 0,
}

/** Whether a person whom the metadata are for may do all of that with the fields. */
export const mayAsk = (meta: EntityMeta, needs: Needs): boolean =>
  (Object.keys(allow) as (keyof Needs)[]).every(what =>
    (needs[what] ?? []).every(name => meta.fields.some(field => field.name === name && allow[what](field))),
  )
