import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '../../app/api.ts'
import { useCurrent } from '../../app/current.ts'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { BulkBar } from '../../ui/BulkBar.tsx'
import { inSentence } from '../model/inSentence.ts'
import type { RecordRow } from '../model/record.ts'
import { download } from './download.ts'
import { type Aim, useBulk } from './useBulk.tsx'
import type { Rows } from './useRows.ts'
import type { ListSelectionState, SelectionActs } from './useSelection.ts'

interface ListSelectionProps {
  readonly collection: Collection
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly FieldMeta[]
  readonly rows: Rows
  readonly selection: ListSelectionState
  readonly current: RecordRow | undefined
  readonly acts: RefObject<SelectionActs | null>
  titleOf(id: string): string
}

/** An address carries no more ids than this. */
const mostExported = 300

const conditionsOf = ({ sort: _, ...query }: Readonly<Record<string, string>>) => query

/** The bar over a selection and the panels of its verbs. */
export function ListSelection({
  collection,
  query,
  columns,
  rows,
  selection,
  current,
  acts,
  titleOf,
}: ListSelectionProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { ids, all, rows: loaded } = selection
  const aim = useMemo<Aim | undefined>(() => {
    if (all !== null) return { target: { query: conditionsOf(query), expect: all }, count: all, rows: loaded }
    return ids.size === 0 ? undefined : { target: { ids: [...ids] }, count: ids.size, rows: loaded }
  }, [all, ids, query, loaded])
  const names = [...collection.entity.title, ...columns.map(({ name }) => name)]
  const save = () =>
    download(
      address(`/${collection.path}/export`, {
        ...query,
        ...(all === null && { 'filter[id][in]': [...ids].join(',') }),
        fields: names.join(','),
        format: 'xlsx',
      }),
    )
  const bulk = useBulk({
    collection,
    aim,
    current,
    titleOf,
    onDone: selection.clear,
    onExport: all !== null || ids.size <= mostExported ? save : undefined,
  })
  acts.current = bulk.acts
  const total = rows.total?.totalIsExact ? rows.total.total : undefined
  const title = aim && t('generic.bulk.object', { count: aim.count, what: inSentence(collection.label) })
  useCurrent(
    aim && {
      kind: 'selection',
      collection: collection.path,
      ids: [...ids],
      title: title ?? '',
      actions: [
        ...bulk.actions.map(({ key, label, shortcut, onRun }) => ({ key, label, shortcut, run: onRun })),
        ...bulk.more.map(({ key, label, onRun }) => ({ key: `act.${key}`, label: String(label), run: onRun })),
      ],
    },
  )
  return (
    <>
      <BulkBar count={aim?.count ?? 0} actions={bulk.actions} more={bulk.more} onClear={selection.clear}>
        {aim && all === null && total !== undefined && total > aim.count && (
          <button type="button" className="link" onClick={() => selection.takeAll(total)}>
            {t('generic.bulk.selectAll', { shown: number(total) })}
          </button>
        )}
      </BulkBar>
      {bulk.panels}
    </>
  )
}
