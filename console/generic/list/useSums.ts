import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useMemo } from 'react'
import { summaryQuery } from '../../app/summary.ts'
import { measuresOf } from '../model/groups.ts'
import type { Asked } from './chunks.ts'
import type { GridSums } from './GridFoot.tsx'
import type { ViewLooks } from './useViewSettings.ts'

export const measureParam = (measures: readonly string[]) => ['count', ...measures].join(',')

/** What stands below the columns: as chosen, or the sum of the first amount. */
export function useSums(
  asked: Asked,
  columns: readonly FieldMeta[],
  { settings, change }: ViewLooks,
  enabled: boolean,
) {
  const chosen = useMemo(() => {
    if (settings.sums) return settings.sums
    const amount = columns.find(field => field.kind === 'money' && measuresOf(field).includes('sum'))
    return amount ? { [amount.name]: 'sum' } : {}
  }, [settings.sums, columns])
  const measures = useMemo(
    () =>
      columns.flatMap(field => {
        const measure = chosen[field.name]
        return measure && (measuresOf(field) as readonly string[]).includes(measure) ? [`${measure}:${field.name}`] : []
      }),
    [columns, chosen],
  )
  const isAsked = enabled && measures.length > 0
  const { data } = useQuery({
    ...summaryQuery(asked.path, { ...asked.query, measure: measureParam(measures) }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  const values = isAsked ? data?.total.values : undefined
  const sums = useMemo<GridSums>(
    () => ({
      chosen,
      values,
      choose: (field, measure) => {
        const { [field]: _, ...others } = chosen
        change({ sums: measure ? { ...others, [field]: measure } : others })
      },
    }),
    [chosen, values, change],
  )
  return { sums, measures }
}
