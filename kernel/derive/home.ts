import type { Access } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { scopePath, scopesOf } from '../access/scope.ts'
import type { Catalog, Collection } from '../entity/catalog.ts'
import type { System } from '../entity/system.ts'
import type { Figure, Tile } from '../entity/tile.ts'
import type { Language } from '../messages/language.ts'
import type { EntityMeta, Meta } from './meta-types.ts'
import type { FigureMeta, TileMeta, TileScope } from './tile-meta.ts'
import { figureNeeds, mayAsk, queryOf, questionOf, tileNeeds, within } from './tile-question.ts'
import { text, type Words } from './tile-words.ts'

interface Viewer {
  readonly catalog: Catalog
  readonly access: Access
  readonly entities: Meta['entities']
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

const given = <T extends object>(optional: T) =>
  Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
const tileScopes = ['own', 'departmentTree'] as const
/** A scope goes along a field, which must be open too. */
const scopesFor = ({ entity }: Collection, meta: EntityMeta): readonly TileScope[] =>
  tileScopes.filter(
    scope =>
      scopesOf(entity).includes(scope) &&
      mayAsk(meta, { asked: [scopePath(entity, scope.replace(/Tree$/, ''))?.[0] ?? ''] }),
  )

function figureMeta(viewer: Viewer, tile: string, words: Words | undefined, figure: Figure): FigureMeta[] {
  const collection = collectionAt(viewer, tile, figure.collection)
  const meta = openTo(viewer, collection)
  if (!meta || !mayAsk(meta, figureNeeds(figure))) return []
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
  if (collection && !(open && mayAsk(open, tileNeeds(tile)))) return []
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
