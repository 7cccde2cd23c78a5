import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type Filter, fieldOf, filterKey, filterParams, joined, type Reaching, readFilter } from './filter.ts'
import { type ListEntity, type ListView, type Shape, shapeOf } from './views.ts'

/** An entity as the metadata has it, or with what a list adds to it. */
type Meta = EntityMeta & Partial<Pick<ListEntity, 'near' | 'opens'>> & { readonly views: readonly ListView[] }

export interface Sort {
  readonly field: string
  readonly descending: boolean
}

/** Everything that decides what a list shows; it lives in the address, so a pasted link shows the same. */
export interface ListState {
  /** The chosen view; null for all records. */
  readonly view: string | null
  readonly filters: readonly Filter[]
  readonly sort: readonly Sort[]
  readonly search: string
  /** Only one's own rows, or one's site's: a scope the entity declares. */
  readonly scope: string | null
  readonly shape: Shape
  /** The field whose values the rows are put together by, with the stretch of days where it is one: `endsOn:month`. */
  readonly group: string | null
}

export const allRecords: ListState = {
  view: null,
  filters: [],
  sort: [],
  search: '',
  scope: null,
  shape: 'table',
  group: null,
}

/** What an address says where a view has something and the state has nothing. */
const none = 'none'

type Entries = Iterable<readonly [string, string]>

export function readSort(text: string | undefined, meta: Reaching): readonly Sort[] {
  const parts = (text ?? '').split(',').filter(Boolean)
  const sorts = parts.map(part => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }))
  return sorts.filter(({ field }) => fieldOf(meta, field)?.sortable)
}

export const writeSort = (sort: readonly Sort[]) =>
  sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join(',')

function readQuery(entries: Entries, meta: Reaching) {
  const pairs = [...entries]
  const said = (key: string) => pairs.find(([name]) => name === key)?.[1]
  return {
    filters: joined(pairs.flatMap(([name, value]) => readFilter(name, value, meta) ?? [])),
    sort: readSort(said('sort'), meta),
    scope: said('scope') === none ? null : (said('scope') ?? null),
    shape: shapeOf(said('shape')),
    group: readGroup(said('group'), meta),
  }
}

const readGroup = (text: string | undefined, meta: Reaching) =>
  text && fieldOf(meta, text.split(':')[0] ?? '') ? text : null

/** An entity may say how all its records are shown: the view `all` is what no view means. */
export const allView = (meta: Meta): ListView | null => meta.views.find(({ name }) => name === 'all') ?? null
export const otherViews = (meta: Meta): readonly ListView[] => meta.views.filter(({ name }) => name !== 'all')
export const viewOfState = ({ view }: Pick<ListState, 'view'>, meta: Meta): ListView | null =>
  otherViews(meta).find(({ name }) => name === view) ?? allView(meta)

/** What a view asks by itself; null stands for all records. */
export function viewState(view: ListView | null, meta: Meta): ListState {
  const shown = view ?? allView(meta)
  const named = view && view.name !== 'all' ? view.name : null
  return { view: named, search: '', ...readQuery(Object.entries(shown?.query ?? {}), meta) }
}

const listParamNames = ['q', 'sort', 'scope', 'shape', 'group', 'view'] as const
const isListParam = (name: string) => (listParamNames as readonly string[]).includes(name) || name.startsWith('filter[')

/** The view of an address: named, or else the one that opens first where nothing at all is said. */
function namedView(params: URLSearchParams, meta: Meta): ListView | null {
  const bare = ![...params.keys()].some(isListParam)
  const name = params.get('view') ?? (bare ? meta.opens : null)
  return otherViews(meta).find(view => view.name === name) ?? null
}

/**
 * The state an address asks for. What it does not say is as the view has it: its conditions when there are none beside
 * it, its order when there is no `sort`. So a view's relative days stay relative, and `?filter[…]` keeps the usual order.
 */
export function readListState(params: URLSearchParams, meta: Meta): ListState {
  const view = namedView(params, meta)
  const own = viewState(view, meta)
  const asked = readQuery(params, meta)
  const { filters, scope } = isBare(asked) && params.get('scope') !== none ? own : asked
  const sort = params.has('sort') ? asked.sort : own.sort
  const shape = params.has('shape') ? asked.shape : own.shape
  const group = params.has('group') ? asked.group : own.group
  return { view: own.view, filters, sort, scope, shape, group, search: params.get('q') ?? '' }
}

const isBare = ({ filters, scope }: Pick<ListState, 'filters' | 'scope'>) => filters.length === 0 && scope === null
const conditions = ({ filters, scope }: ListState) =>
  JSON.stringify([filters.map(filter => [filterKey(filter), filter.value]).sort(), scope])
const looks = ({ sort, shape, group }: ListState) => JSON.stringify([writeSort(sort), shape, group])
const baseOf = (state: ListState, meta: Meta) => viewState(viewOfState(state, meta), meta)

/** Whether conditions, order, shape or groups differ from those the view stands for. */
export function isChanged(state: ListState, meta: Meta): boolean {
  const base = baseOf(state, meta)
  return conditions(state) !== conditions(base) || looks(state) !== looks(base)
}

/** A built-in view of which every condition was taken away is no longer that view; a saved one is, changed. */
const emptied = (state: ListState, meta: Meta) =>
  isBare(state) && !isBare(baseOf(state, meta)) && !viewOfState(state, meta)?.saved

/** The address of a state, the shortest one that `readListState` reads back as the same. */
export function listParams(given: ListState, meta: Meta): URLSearchParams {
  const state = emptied(given, meta) ? { ...given, view: null } : given
  const base = baseOf(state, meta)
  const params = new URLSearchParams()
  if (state.view) params.set('view', state.view)
  if (conditions(state) !== conditions(base)) {
    for (const [name, value] of state.filters.flatMap(filterParams)) params.set(name, value)
    if (state.scope) params.set('scope', state.scope)
    else if (isBare(state)) params.set('scope', none)
  }
  if (writeSort(state.sort) !== writeSort(base.sort)) params.set('sort', writeSort(state.sort) || none)
  if (state.shape !== base.shape) params.set('shape', state.shape)
  if (state.group !== base.group) params.set('group', state.group ?? none)
  if (state.search) params.set('q', state.search)
  if (params.size === 0 && meta.opens) params.set('view', 'all')
  return params
}

type Question = Pick<ListState, 'filters' | 'sort' | 'search' | 'scope'>

/** The same question to the server, the view spelled out. Relative days stay words: the server knows what day it is. */
export function listQuery(state: Question): Record<string, string> {
  const query: Record<string, string> = Object.fromEntries(state.filters.flatMap(filterParams))
  if (state.sort.length > 0) query.sort = writeSort(state.sort)
  if (state.search) query.search = state.search
  if (state.scope) query.scope = state.scope
  return query
}

/** What a saved view keeps of a state: nobody's search is kept for later. */
export const viewQuery = (state: Question) => listQuery({ ...state, search: '' })

/** A click on a header: ascending, descending, off. With Shift the column joins those already sorted by. */
export function toggleSort(sort: readonly Sort[], field: string, join: boolean): readonly Sort[] {
  const old = sort.find(item => item.field === field)
  const next = !old ? [{ field, descending: false }] : old.descending ? [] : [{ field, descending: true }]
  if (!join) return next
  return old ? sort.flatMap(item => (item.field === field ? next : [item])) : [...sort, ...next]
}
