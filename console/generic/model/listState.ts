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

/** The state an address asks for. A view alone means the view as it is today; conditions beside it replace its own. */
export function readListState(params: URLSearchParams, meta: EntityMeta): ListState {
  const view = otherViews(meta).find(({ name }) => name === params.get('view')) ?? null
  const asked = readQuery(params, meta)
  const { filters, sort, scope } = isBare(asked) ? viewState(view, meta) : asked
  return { view: view?.name ?? null, filters, sort, scope, search: params.get('q') ?? '' }
}

const isBare = ({ filters, sort, scope }: Pick<ListState, 'filters' | 'sort' | 'scope'>) =>
  filters.length === 0 && sort.length === 0 && scope === null

const conditions = ({ filters, sort, scope }: ListState) =>
  JSON.stringify([filters.map(filter => [filterKey(filter), filter.value]).sort(), writeSort(sort), scope])

/** Whether the conditions differ from those the view stands for. */
export const isChanged = (state: ListState, meta: EntityMeta) =>
  conditions(state) !== conditions(viewState(viewOfState(state, meta), meta))

/** The address of a state, the shortest one that `readListState` reads back as the same. */
export function listParams(state: ListState, meta: EntityMeta): URLSearchParams {
  const params = new URLSearchParams()
  const changed = isChanged(state, meta)
  if (state.view && !(isBare(state) && changed)) params.set('view', state.view)
  if (changed) {
    for (const filter of state.filters) params.set(filterKey(filter), filter.value)
    if (state.sort.length > 0) params.set('sort', writeSort(state.sort))
    if (state.scope) params.set('scope', state.scope)
  }
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
