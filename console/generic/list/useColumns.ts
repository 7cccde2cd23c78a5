import { useCallback, useMemo } from 'react'
import {
  type Column,
  chosenColumns,
  columnsOf,
  titleColumn,
  withColumn,
  withinWidths,
  withOrder,
  withPin,
  withWidth,
} from '../model/columns.ts'
import { allView } from '../model/listState.ts'
import type { ColumnSetting, ListEntity, ListView } from '../model/views.ts'
import type { ViewLooks } from './useViewSettings.ts'

/** The columns of a list, and what a person can do to them; remembered with the view. */
export function useColumns(entity: ListEntity, view: ListView | null, { settings, change }: ViewLooks) {
  // A view that names no columns shows those of all records.
  const named = view && view.columns.length > 0 ? view : allView(entity)
  const chosen = useMemo(() => chosenColumns(entity, named, settings.columns), [entity, named, settings.columns])
  const columns = useMemo<readonly Column[]>(() => columnsOf(entity, chosen), [entity, chosen])
  const put = useCallback((next: readonly ColumnSetting[]) => change({ columns: next }), [change])
  const acts = useMemo(
    () => ({
      resize: (field: string, width: number | undefined) =>
        put(withWidth(chosen, field, width === undefined ? undefined : withinWidths(width))),
      pin: (field: string, pinned: boolean) => put(withPin(chosen, field, pinned)),
      show: (field: string, shown: boolean) => put(withColumn(chosen, field, shown)),
      move: (field: string, target: string) => put(withOrder(chosen, field, target)),
    }),
    [chosen, put],
  )
  const reset = useCallback(
    () => change({ columns: view?.settings?.columns ?? undefined } as Parameters<typeof change>[0]),
    [change, view],
  )
  return {
    columns,
    /** As a saved view keeps them. */
    chosen,
    titleWidth: chosen.find(({ field }) => field === titleColumn)?.width,
    /** Chosen by hand: nothing folds away unless a peek needs the room, the table scrolls sideways instead. */
    isChosen: settings.columns !== undefined,
    reset,
    ...acts,
  }
}
export type Columns = ReturnType<typeof useColumns>
