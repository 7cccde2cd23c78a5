import type { Access } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { scopePath, scopesOf } from '../access/scope.ts'
import type { Catalog, Collection } from '../entity/catalog.ts'
import type { System, Texts } from '../entity/system.ts'
import type { Figure, Periods, Tile, TileFilter } from '../entity/tile.ts'
import type { Language } from '../messages/language.ts'
import type { EntityMeta, Meta } from './meta-types.ts'
import type { FigureMeta, QuestionMeta, TileMeta, TileScope } from './tile-meta.ts'

interface Viewer {
  readonly catalog: Catalog
  readonly access: Access
  readonly entities: Meta['entities']
}
type Words = { readonly [key: string]: Words | string }

const filterKey = (key: string) => {
  const [field, operator] = key.split('.')
  return operator ? `filter[${field}][${operator}]` : `filter[${field}]`
}
const queryOf = (filter: TileFilter = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).map(([key, value]) => [filterKey(key), value]))

/** From the first day of its first period to the last day of its last. */
const within = ({ field, bucket, from, to }: Periods): Record<string, string> => {
  const edge = (by: number) => `@${bucket}${by === 0 ? '' : by > 0 ? `+${by}` : by}`
  return queryOf({ [`${field}.gte`]: edge(from), [`${field}.lte`]: edge(to) })
}

function collectionAt({ catalog }: Viewer, tile: string, path: string): Collection {
  const found = catalog.collections.find(collection => collection.path === path)
  if (!found) throw new Error(`The tile ${tile} names ${path}, which is no collection`)
  return found
}

/** What the viewer may ask of a list; undefined when it is none of theirs. */
function openTo(viewer: Viewer, { entity }: Collection): EntityMeta | undefined {
  return viewer.access.may(permissionOf(entity, 'list')) ? viewer.entities[entity.name] : undefined
}

/** Whether every field that is asked about is open to the viewer, in full. */
const asksOnly = (meta: EntityMeta, fields: readonly string[]) =>
  fields.every(name => meta.fields.some(field => field.name === name && !field.masked))

const fieldsIn = (...filters: readonly (TileFilter | undefined)[]) =>
  filters.flatMap(filter => Object.keys(filter ?? {}).map(key => key.split('.')[0] as string))
const measured = (measure = 'count') => (measure === 'count' ? [] : [measure.split(':')[1] as string])

function tileFields(tile: Tile): readonly string[] {
  const filter = 'filter' in tile ? fieldsIn(tile.filter) : []
  const { kind } = tile
  if (kind === 'flow') return [...filter, 'status']
  if (kind === 'series')
    return [
      ...filter,
      tile.over.field,
      ...(tile.by ? [tile.by] : []),
      ...tile.measures.flatMap(m => measured(m.measure)),
    ]
  if (kind === 'heat') return [...filter, tile.over.field, tile.by]
  if (kind === 'funnel') return [...filter, ...fieldsIn(...tile.steps.map(step => step.filter))]
  if (kind === 'list') return [...filter, ...[tile.due, tile.beside].filter(name => name !== undefined)]
  return filter
}

const figureFields = ({ filter, share, compare, course, measure }: Figure) => [
  ...fieldsIn(filter, share, compare, course?.filter),
  ...(course ? [course.field] : []),
  ...measured(measure),
]

const text = (words: Words | string | undefined, ...path: string[]): string | undefined => {
  const found = path.reduce<Words | string | undefined>(
    (node, key) => (typeof node === 'object' ? node[key] : undefined),
    words,
  )
  return typeof found === 'string' ? found : undefined
}
const given = <T extends object>(optional: T) =>
  Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
const tileScopes = ['own', 'departmentTree'] as const
/** A scope goes along a field, which must be open too. */
const scopesFor = ({ entity }: Collection, meta: EntityMeta): readonly TileScope[] =>
  tileScopes.filter(
    scope =>
      scopesOf(entity).includes(scope) && asksOnly(meta, [scopePath(entity, scope.replace(/Tree$/, ''))?.[0] ?? '']),
  )

function figureMeta(viewer: Viewer, tile: string, words: Words | undefined, figure: Figure): FigureMeta[] {
  const collection = collectionAt(viewer, tile, figure.collection)
  const meta = openTo(viewer, collection)
  if (!meta || !asksOnly(meta, figureFields(figure))) return []
  const { key, filter, share, compare, course, measure = 'count', target, good } = figure
  return [
    {
      key,
      path: figure.collection,
      query: queryOf({ ...filter, ...share }),
      label: text(words, 'figures', key, 'label') ?? key,
      measure,
      scopes: scopesFor(collection, meta),
      ...given({
        note: text(words, 'figures', key, 'note'),
        share: share && queryOf(filter),
        compare: compare && queryOf({ ...compare, ...share }),
        compareShare: share && compare && queryOf(compare),
        course: course && { ...course, query: { ...queryOf(course.filter ?? filter), ...within(course) } },
        target,
        good,
      }),
    },
  ]
}

/** What a tile asks of the one list it is about. */
function questionOf(tile: Tile): QuestionMeta | undefined {
  if (!('collection' in tile)) return undefined
  const periods = 'over' in tile ? within(tile.over) : {}
  const states = tile.kind === 'flow' ? { 'filter[status][in]': tile.states.join(',') } : {}
  const sort = 'sort' in tile ? { sort: tile.sort } : {}
  return { path: tile.collection, query: { ...queryOf(tile.filter), ...periods, ...states, ...sort } }
}

/** What only tiles of its kind have. */
function ownParts(tile: Tile, words: Words | undefined): Partial<TileMeta> {
  switch (tile.kind) {
    case 'flow':
      return { states: tile.states }
    case 'series':
      return {
        over: tile.over,
        ...given({ by: tile.by }),
        measures: tile.measures.map(({ key, measure, draw, right = false }) => ({
          key,
          label: text(words, 'measures', key) ?? key,
          measure,
          draw,
          right,
        })),
      }
    case 'heat':
      return { over: tile.over, by: tile.by, ...given({ bound: tile.bound }) }
    case 'funnel':
      return {
        steps: tile.steps.map(({ key, filter, won = false }) => ({
          key,
          label: text(words, 'steps', key) ?? key,
          query: queryOf({ ...tile.filter, ...filter }),
          won,
        })),
      }
    case 'list':
      return given({ due: tile.due, beside: tile.beside })
    default:
      return {}
  }
}

interface Standing {
  readonly place: number
  readonly meta: TileMeta
}

function tileMeta(viewer: Viewer, system: System, language: Language, tile: Tile): Standing[] {
  const name = `${system.name}.${tile.key}`
  const words = ((system.messages[language].tiles ?? {}) as Record<string, Words>)[tile.key]
  const question = questionOf(tile)
  const collection = question && collectionAt(viewer, name, question.path)
  const open = collection && openTo(viewer, collection)
  if (collection && !(open && asksOnly(open, tileFields(tile)))) return []
  const figures = tile.kind === 'kpi' ? tile.figures.flatMap(each => figureMeta(viewer, name, words, each)) : undefined
  if (figures?.length === 0) return []
  const leads = tile.leadsWithout !== undefined && !viewer.access.may(tile.leadsWithout)
  const [columns, rows] = tile.size
  const meta: TileMeta = {
    name,
    system: system.name,
    kind: tile.kind,
    label: text(words, 'label') ?? tile.key,
    columns,
    rows,
    shown: leads || !tile.spare,
    scopes:
      collection && open
        ? scopesFor(collection, open)
        : tileScopes.filter(s => figures?.some(f => f.scopes.includes(s))),
    ...given({ sub: text(words, 'sub'), question, figures }),
    ...ownParts(tile, words),
  }
  return [{ place: leads ? tile.place - 1000 : tile.place, meta }]
}

/** The tiles of a person's home in their declared order: those over lists and fields that they may list. */
export function homeOf(viewer: Viewer, language: Language): TileMeta[] {
  const tiles = viewer.catalog.systems.flatMap(system =>
    system.tiles.flatMap(tile => tileMeta(viewer, system, language, tile)),
  )
  return tiles.toSorted((one, other) => one.place - other.place).map(({ meta }) => meta)
}

/** The words of a tile and its parts: `label`, `steps.issued`. */
const wordsOf = (tile: Tile): readonly string[][] => [
  ['label'],
  ...(tile.kind === 'kpi' ? tile.figures.map(({ key }) => ['figures', key, 'label']) : []),
  ...(tile.kind === 'series' ? tile.measures.map(({ key }) => ['measures', key]) : []),
  ...(tile.kind === 'funnel' ? tile.steps.map(({ key }) => ['steps', key]) : []),
]

/** Words that tiles need and one of the languages lacks: each as `licensing: tiles.states.label`. */
export function missingTileTexts(catalog: Catalog): string[] {
  return catalog.systems.flatMap(({ name, tiles, messages }) =>
    Object.values(messages).flatMap((texts: Texts) =>
      tiles.flatMap(tile => {
        const words = (texts.tiles as Words | undefined)?.[tile.key]
        const missing = wordsOf(tile).filter(path => text(words, ...path) === undefined)
        return missing.map(path => `${name}: tiles.${tile.key}.${path.join('.')}`)
      }),
    ),
  )
}
