import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { BulkBar } from '../../ui/BulkBar.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { listQuery, toggleSort, viewOfState } from '../model/listState.ts'
import { includesOf, type RecordRow, titleOf } from '../model/record.ts'
import { Peek } from '../record/Peek.tsx'
import type { Asked } from './chunks.ts'
import { Grid } from './Grid.tsx'
import { ListBar } from './ListBar.tsx'
import { ListBody } from './ListBody.tsx'
import { ListFoot } from './ListFoot.tsx'
import { ListHead } from './ListHead.tsx'
import { PhoneList } from './PhoneList.tsx'
import { leaveTrail } from './trail.ts'
import { useBulk } from './useBulk.tsx'
import { useColumns } from './useColumns.ts'
import { useCursor } from './useCursor.ts'
import { topWindow } from './useGrid.ts'
import { useListAddress } from './useListAddress.ts'
import { useListKeys } from './useListKeys.ts'
import { useRows } from './useRows.ts'
import { useSelection } from './useSelection.ts'

export function ListScreen({ collection }: { readonly collection: Collection }) {
  const { entity, path, label } = collection
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { number } = useFormats()
  const navigate = useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const show = useRef<(at: number) => void>(() => undefined)

  const { state, set, peek, setPeek } = useListAddress(entity)
  const view = viewOfState(state, entity)
  const { columns, choose, isOwn } = useColumns(path, entity, view)
  const include = includesOf([...columns, ...entity.fields.filter(field => entity.title.includes(field.name))])
  const query = useMemo(() => listQuery(state), [state])
  const asked = useMemo<Asked>(
    () => ({ path, query: { ...query, ...(include && { include }) } }),
    [path, query, include],
  )

  const [window, setWindow] = useState(topWindow)
  const rows = useRows(asked, window)
  const peeking = phone ? undefined : peek
  const cursor = useCursor({ rows, asked, peek: peeking, setPeek, show })
  const selection = useSelection({ rows, asked, place: JSON.stringify(query) })
  const selected = useMemo(() => [...selection.ids], [selection.ids])

  const go = useCallback(
    (at: number, row: RecordRow) =>
      leaveTrail({ ...asked, at, id: row.id, href: globalThis.location.pathname + globalThis.location.search }),
    [asked],
  )
  const open = (row: RecordRow | undefined, edit = false) => {
    if (!row) return
    go(cursor.at, row)
    navigate({ to: recordAddress(path, row.id), search: (edit ? { edit: '1' } : {}) as never })
  }
  const acts = useMemo(
    () => ({ open: go, peek: cursor.peekAt, select: selection.select }),
    [go, cursor.peekAt, selection.select],
  )
  const bulk = useBulk({
    collection,
    ids: selected,
    rows: selection.rows,
    titleOf: id => titleOf(entity, selection.rows.find(row => row.id === id) ?? { id }),
    onDone: selection.clear,
  })
  const editSelected = bulk.actions.find(action => action.key === 'edit')
  useListKeys({
    count: rows.count,
    cursor: cursor.at,
    peeking: peeking !== undefined,
    selecting: selected.length > 0,
    search,
    move: cursor.move,
    range: at => {
      selection.extendTo(cursor.at, at)
      cursor.move(at)
    },
    peek: () => cursor.peekAt(cursor.at),
    closePeek: () => setPeek(undefined),
    open: () => open(cursor.row),
    select: () => cursor.row && selection.select(cursor.at, cursor.row, false),
    clear: selection.clear,
    edit: () => (selected.length > 0 ? editSelected?.onRun() : entity.may.update && open(cursor.row, true)),
    create: entity.may.create ? () => navigate({ to: `/${path}/new` }) : undefined,
  })

  const Table = phone ? PhoneList : Grid
  return (
    <>
      <ListHead collection={collection} query={query} columns={columns} total={rows.total} />
      <ListBar {...{ collection, state, set, columns, choose, isOwn, search, phone }} />
      <div className="list-split">
        <section className="list-main" aria-label={label}>
          <ListBody collection={collection} state={state} rows={rows} onChange={set}>
            <Table
              {...{ path, entity, columns, rows, acts, label }}
              place={JSON.stringify(asked)}
              sort={state.sort}
              selected={selection.ids}
              cursor={cursor.at}
              onSort={(field, join) => set({ ...state, sort: toggleSort(state.sort, field, join) })}
              onSelectAll={selection.toggleShown}
              onWindow={setWindow}
              onReady={ready => {
                show.current = ready
              }}
            />
          </ListBody>
          <BulkBar count={selected.length} actions={bulk.actions} more={bulk.more} onClear={selection.clear}>
            {rows.total && rows.total.total > selected.length && selection.mayTakeAll && (
              <button type="button" className="link" onClick={selection.takeAll}>
                {t('generic.bulk.selectAll', { shown: number(rows.total.total) })}
              </button>
            )}
          </BulkBar>
          {!phone && <ListFoot rows={rows} selected={selected.length} />}
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
      {bulk.panels}
    </>
  )
}
