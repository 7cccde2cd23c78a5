import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { type Collection, findCollection } from '../../app/meta.ts'
import { usualColumns } from '../../generic/model/columns.ts'
import { type PivotChoice, readChoice } from '../../generic/pivot/pivot.ts'
import type { Definition, Draft } from './queries.ts'

/** The collections a report may be about, those of the navigation first, in its order. */
export function reportable(meta: Meta): readonly Collection[] {
  const navigation = meta.systems.flatMap(system => system.navigation.map(({ path }) => path))
  const all = Object.values(meta.entities).flatMap(({ path, facets }) => [path, ...facets.map(facet => facet.path)])
  const paths = [...new Set([...navigation, ...all])]
  return paths.flatMap(path => (path ? (findCollection(meta, path) ?? []) : []))
}

export const choiceIn = (collection: Collection, { group, measures }: Definition, chart: boolean): PivotChoice | null =>
  readChoice(collection.entity, {
    ...(group[0] && { rows: group[0], columns: group[1] ?? null }),
    measure: measures.find(measure => measure !== 'count') ?? 'count',
    chart,
  })

/** The part of a definition that a choice of the pivot decides. */
export const chosen = ({ rows, columns, measure }: PivotChoice): Pick<Definition, 'group' | 'measures'> => ({
  group: columns ? [rows, columns] : [rows],
  measures: measure === 'count' ? ['count'] : ['count', measure],
})

export function draftAbout(collection: Collection): Draft {
  const { entity, path } = collection
  const columns = [...entity.title, ...usualColumns(entity, entity.views.find(({ name }) => name === 'all') ?? null)]
  const empty: Definition = { query: {}, columns, group: [], measures: [] }
  const choice = choiceIn(collection, empty, true)
  const definition = choice ? { ...empty, ...chosen(choice) } : empty
  return {
    name: '',
    collection: path,
    shape: choice ? 'chart' : 'table',
    definition,
    audience: 'personal',
    schedule: null,
  }
}
