import { useNavigate } from '@tanstack/react-router'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { listQuery, toggleSort, viewOfState } from '../model/listState.ts'
import { includesOf, type RecordRow, titleOf } from '../model/record.ts'
import type { ListEntity } from '../model/views.ts'
import { Peek } from '../record/Peek.tsx'
import { above } from './above.ts'
import type { Asked } from './chunks.ts'
import { Grid } from './Grid.tsx'
import { ListBar } from './ListBar.tsx'
import { ListBody } from './ListBody.tsx'
import { ListHead } from './ListHead.tsx'
import { ListSelection } from './ListSelection.tsx'
import { PhoneList } from './PhoneList.tsx'
import { shapeModules } from './shapeModules.ts'
import { leaveTrail } from './trail.ts'
import { useCells } from './useCells.ts'
import { useColumns } from './useColumns.ts'
import { useCursor } from './useCursor.ts'
import { topWindow } from './useGrid.ts'
import { useGroupedRows } from './useGroupedRows.ts'
import { useListAddress } from './useListAddress.ts'
import { useListKeys } from './useListKeys.ts'
import { type Rows, useRows } from './useRows.ts'
import { type SelectionActs, useSelection } from './useSelection.ts'
import { useSums } from './useSums.ts'
import { useViewSettings } from './useViewSettings.ts'
import { useListEntity } from './useViews.ts'

/** The list of a collection, once it is known which views it has. */
export function ListScreen({ collection }: { readonly collection: Collection }) {
  const { entity, ready } = useListEntity(collection)
  if (!ready) return <SkeletonRows rows={14} />
  return <ListOf collection={collection} entity={entity} />
}

function ListOf({ collection: given, entity }: { readonly collection: Collection; readonly entity: ListEntity }) {
  const collection = useMemo<Collection>(() => ({ ...given, entity }), [given, entity])
  const { path, label } = collection
  const { phone } = usePreferences()
  const navigate = useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const show = useRef<(at: number) => void>(() => undefined)
  const focusGrid = useRef<() => void>(() => undefined)
  const drawn = useRef<readonly FieldMeta[]>([])
  const acts = useRef<SelectionActs | null>(null)

  const { state, set, openView, peek, setPeek } = useListAddress(entity)
  const view = viewOfState(state, entity)
  const looks = useViewSettings(path, view)
  const columns = useColumns(entity, view, looks)
  const fields = useMemo(() => columns.columns.map(({ field }) => field), [columns.columns])
  const include = includesOf([...fields, ...entity.fields.filter(field => entity.title.includes(field.name))])
  const query = useMemo(() => listQuery(state), [state])
  const place = JSON.stringify([query, state.group])
  const asked = useMemo<Asked>(
    () => ({ path, query: { ...query, ...(include && { include }) } }),
    [path, query, include],
  )

  const [window, setWindow] = useState(topWindow)
  const group = phone || state.shape !== 'table' ? null : state.group
  const { sums, measures } = useSums(asked, fields, looks, !phone && state.shape === 'table')
  const flat = useRows(asked, window, group === null)
  const grouped = useGroupedRows({ asked, group, measures, window })
  const rows: Rows = group === null ? flat : grouped
  const latest = useRef(rows)
  latest.current = rows
  const peeking = phone ? undefined : peek
  const cursor = useCursor({ rows, peek: peeking, setPeek, show })
  const selection = useSelection({ rows, place })
  const cells = useCells({
    collection,
    cursor: cursor.at,
    count: rows.count,
    columns: drawn,
    focusGrid,
    rowAt: rows.rowAt,
    move: cursor.move,
  })

  const go = useCallback((at: number, row: RecordRow) => {
    const place = latest.current.placeOf(at)
    leaveTrail({
      ...place.asked,
      at: place.at,
      id: row.id,
      href: globalThis.location.pathname + globalThis.location.search,
    })
  }, [])
  const open = (row: RecordRow | undefined, edit = false) => {
    if (!row) return
    if (cursor.at >= 0) go(cursor.at, row)
    navigate({ to: recordAddress(path, row.id), search: (edit ? { edit: '1' } : {}) as never })
  }
  const opensPage = looks.settings.openAs === 'page'
  const openAt = useCallback(
    (at: number, row: RecordRow) => {
      go(at, row)
      navigate({ to: recordAddress(path, row.id) })
    },
    [go, navigate, path],
  )
  const peekAt = opensPage ? openAt : cursor.peekAt
  const rowActs = useMemo(
    () => ({ open: go, peek: peekAt, select: selection.select, cell: cells.press }),
    [go, peekAt, selection.select, cells.press],
  )
  useListKeys({
    count: rows.count,
    cursor: cursor.at,
    peeking: peeking !== undefined,
    selecting: selection.ticked.size > 0,
    inCell: cells.focused !== null,
    search,
    move: cursor.move,
    range: at => {
      selection.extendTo(cursor.at, at)
      cursor.move(at)
    },
    step: cells.step,
    leaveCell: cells.drop,
    editCell: cells.edit,
    editFocused: cells.editFocused,
    peek: () => cursor.peekAt(cursor.at),
    closePeek: () => setPeek(undefined),
    open: () => open(cursor.row),
    select: () => cursor.row && selection.select(cursor.at, cursor.row, false),
    selectAll: selection.toggleShown,
    clear: selection.clear,
    edit: () => (selection.ticked.size > 0 ? acts.current?.edit() : entity.may.update && open(cursor.row, true)),
    status: () => acts.current?.status(),
    assign: () => acts.current?.assign(),
    create: entity.may.create ? () => navigate({ to: `/${path}/new` }) : undefined,
  })

  const Shape = state.shape === 'table' || phone ? undefined : shapeModules[state.shape]
  const Above = above[entity.name]
  const shared = {
    ...{ path, entity, columns, rows, label, sums },
    acts: rowActs,
    place: JSON.stringify([asked, state.group]),
    selected: selection.ticked,
    onWindow: setWindow,
  }
  return (
    <>
      <ListHead collection={collection} query={query} columns={fields} total={rows.total} />
      <ListBar {...{ collection, entity, state, set, openView, columns, looks, search, phone }} />
      {Above && (
        <Suspense>
          <Above {...{ collection, query, phone }} current={cursor.row} />
        </Suspense>
      )}
      <div className="list-split">
        <section className="list-main" aria-label={label}>
          {Shape ? (
            <Suspense fallback={<SkeletonRows rows={12} />}>
              <Shape
                {...{ collection, state, set, query, phone }}
                settings={looks.settings}
                change={looks.change}
                peek={peeking}
                openPeek={id => setPeek(id, !peek)}
                open={id => navigate({ to: recordAddress(path, id) })}
                selection={selection.forShape}
              />
            </Suspense>
          ) : (
            <ListBody collection={collection} state={state} rows={rows} onChange={set}>
              {phone ? (
                <PhoneList {...shared} columns={fields} />
              ) : (
                <Grid
                  {...shared}
                  {...{ cells, drawn, focusGrid, group }}
                  sort={state.sort}
                  cursor={cursor.at}
                  isNarrowed={peeking !== undefined}
                  density={looks.settings.density}
                  onSort={(field, join) => set({ ...state, sort: toggleSort(state.sort, field, join) })}
                  onSelectAll={selection.toggleShown}
                  onReady={ready => {
                    show.current = ready
                  }}
                />
              )}
            </ListBody>
          )}
          <ListSelection
            {...{ collection, query, columns: fields, rows, selection }}
            current={cursor.row}
            acts={acts}
            titleOf={id => titleOf(entity, selection.rows.find(row => row.id === id) ?? { id })}
          />
        </section>
        {peeking && (
          <Peek
            key={peeking}
            {...{ path, entity }}
            id={peeking}
            position={cursor.position}
            onPrevious={cursor.previous}
            onNext={cursor.next}
            onClose={() => setPeek(undefined)}
          />
        )}
      </div>
    </>
  )
}
