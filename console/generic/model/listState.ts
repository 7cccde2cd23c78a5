import type { EntityMeta, ViewMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type Filter, fieldOf, filterKey, readFilter } from './filter.ts'
import { resolveDay } from './relativeDay.ts'

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
}

export const allRecords: ListState = { view: null, filters: [], sort: [], search: '', scope: null }

type Entries = Iterable<readonly [string, string]>

export function readSort(text: string | undefined, meta: EntityMeta): readonly Sort[] {
  const parts = (text ?? '').split(',').filter(Boolean)
  const sorts = parts.map(part => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }))
  return sorts.filter(({ field }) => fieldOf(meta, field)?.sortable)
}

export const writeSort = (sort: readonly Sort[]) =>
  sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join(',')

function readQuery(entries: Entries, meta: EntityMeta) {
  const pairs = [...entries]
  return {
    filters: pairs.flatMap(([name, value]) => readFilter(name, value, meta.fields) ?? []),
    sort: readSort(pairs.find(([name]) => name === 'sort')?.[1], meta),
    scope: pairs.find(([name]) => name === 'scope')?.[1] ?? null,
  }
}

/** An entity may say how all its records are shown: the view `all` is what no view means. */
export const allView = (meta: EntityMeta): ViewMeta | null => meta.views.find(({ name }) => name === 'all') ?? null
export const otherViews = (meta: EntityMeta): readonly ViewMeta[] => meta.views.filter(({ name }) => name !== 'all')
export const viewOfState = ({ view }: Pick<ListState, 'view'>, meta: EntityMeta): ViewMeta | null =>
  otherViews(meta).find(({ name }) => name === view) ?? allView(meta)

/** What a view asks by itself; null stands for all records. */
export function viewState(view: ViewMeta | null, meta: EntityMeta): ListState {
  const shown = view ?? allView(meta)
  const named = view && view.name !== 'all' ? view.name : null
  return { view: named, search: '', ...readQuery(Object.entries(shown?.query ?? {}), meta) }
}

const unsorted = 'none'

/**
 * The state an address asks for. What it does not say is as the view has it: its conditions when there are none beside
 * it, its order when there is no `sort`. So a view's relative days stay relative, and `?filter[…]` keeps the usual order.
 */
export function readListState(params: URLSearchParams, meta: EntityMeta): ListState {
  const view = otherViews(meta).find(({ name }) => name === params.get('view')) ?? null
  const own = viewState(view, meta)
  const asked = readQuery(params, meta)
  const { filters, scope } = isBare(asked) ? own : asked
  const sort = params.has('sort') ? asked.sort : own.sort
  return { view: own.view, filters, sort, scope, search: params.get('q') ?? '' }
}

const isBare = ({ filters, scope }: Pick<ListState, 'filters' | 'scope'>) => filters.length === 0 && scope === null
const conditions = ({ filters, scope }: ListState) =>
  JSON.stringify([filters.map(filter => [filterKey(filter), filter.value]).sort(), scope])
const baseOf = (state: ListState, meta: EntityMeta) => viewState(viewOfState(state, meta), meta)

/** Whether conditions or order differ from those the view stands for. */
export function isChanged(state: ListState, meta: EntityMeta): boolean {
  const base = baseOf(state, meta)
  return conditions(state) !== conditions(base) || writeSort(state.sort) !== writeSort(base.sort)
}

/** A view of which every condition was taken away is no longer that view. */
const emptied = (state: ListState, meta: EntityMeta) => isBare(state) && !isBare(baseOf(state, meta))

/** The address of a state, the shortest one that `readListState` reads back as the same. */
export function listParams(given: ListState, meta: EntityMeta): URLSearchParams {
  const state = emptied(given, meta) ? { ...given, view: null } : given
  const base = baseOf(state, meta)
  const params = new URLSearchParams()
  if (state.view) params.set('view', state.view)
  if (conditions(state) !== conditions(base)) {
    for (const filter of state.filters) params.set(filterKey(filter), filter.value)
    if (state.scope) params.set('scope', state.scope)
  }
  if (writeSort(state.sort) !== writeSort(base.sort)) params.set('sort', writeSort(state.sort) || unsorted)
  if (state.search) params.set('q', state.search)
  return params
}

/** The same question to the server: view spelled out, relative days named. */
export function listQuery(state: Omit<ListState, 'view'>, day?: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const filter of state.filters) query[filterKey(filter)] = resolveDay(filter.value, day)
  if (state.sort.length > 0) query.sort = writeSort(state.sort)
  if (state.search) query.search = state.search
  if (state.scope) query.scope = state.scope
  return query
}

/** A click on a header: ascending, descending, off. With Shift the column joins those already sorted by. */
export function toggleSort(sort: readonly Sort[], field: string, join: boolean): readonly Sort[] {
  const old = sort.find(item => item.field === field)
  const next = !old ? [{ field, descending: false }] : old.descending ? [] : [{ field, descending: true }]
  if (!join) return next
  return old ? sort.flatMap(item => (item.field === field ? next : [item])) : [...sort, ...next]
}
