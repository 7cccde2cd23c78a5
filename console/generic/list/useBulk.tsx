import type { ActionMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { CircleDot, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import type { MenuItem } from '../../ui/ActionMenu.tsx'
import type { BulkAction } from '../../ui/BulkBar.tsx'
import { toast } from '../../ui/toast.tsx'
import { inSentence } from '../model/inSentence.ts'
import type { RecordRow } from '../model/record.ts'
import { ActionPanel } from '../record/ActionPanel.tsx'
import { type Result, useWrites } from '../record/useWrites.ts'
import { BulkEdit } from './BulkEdit.tsx'
import { BulkResults, type NamedResult } from './BulkResults.tsx'

/** Verbs of the record's life shown in the bar; three beside Edit and Delete. */
const shownVerbs = 3

/** Actions the selected records could take from the states they are in: those that suit most of them, safe ones first. */
export function fitting(actions: readonly ActionMeta[], rows: readonly RecordRow[]): readonly ActionMeta[] {
  const suits = ({ from }: ActionMeta) =>
    rows.filter(row => from.length === 0 || from.includes(row.status ?? '')).length
  return actions
    .filter(action => suits(action) > 0)
    .toSorted((one, other) => Number(one.danger) - Number(other.danger) || suits(other) - suits(one))
}

type Asking = { readonly verb: 'edit' } | { readonly verb: 'act'; readonly action: ActionMeta }

interface BulkOptions {
  readonly collection: Collection
  readonly ids: readonly string[]
  /** Those of the selected rows that are loaded: they tell which verbs make sense. */
  readonly rows: readonly RecordRow[]
  titleOf(id: string): string
  onDone(): void
}

/** What can be done to a selection, and what became of each record of it. */
export function useBulk({ collection, ids, rows, titleOf, onDone }: BulkOptions): {
  actions: readonly BulkAction[]
  /** Verbs for which the bar has no room. */
  more: readonly MenuItem[]
  panels: ReactNode
} {
  const { t } = useTranslation()
  const { entity, path } = collection
  const writes = useWrites(path)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [results, setResults] = useState<{ label: string; list: readonly NamedResult[] } | null>(null)
  // The selection is gone by the time its results are read.
  const named = (list: readonly Result[]) => list.map(result => ({ ...result, title: titleOf(result.id) }))
  const object = t('generic.bulk.object', {
    count: ids.length,
    what: inSentence(ids.length === 1 ? collection.one : collection.label),
  })

  const tell = (label: string, list: readonly Result[]) => {
    const done = list.filter(result => result.ok).map(result => result.id)
    onDone()
    if (done.length === list.length) toast({ text: t('generic.bulk.done', { action: label, count: done.length }) })
    else setResults({ label, list: named(list) })
  }
  const remove = async () => {
    const list = await writes.bulk('remove', ids)
    const gone = list.filter(result => result.ok).map(result => result.id)
    onDone()
    if (gone.length > 0)
      toast({ text: t('generic.bulk.removed', { count: gone.length }), undo: () => writes.restore(gone) })
    if (gone.length < list.length) setResults({ label: t('generic.bulk.remove'), list: named(list) })
  }
  const run = async (action: ActionMeta, input: Record<string, unknown>) =>
    tell(action.label, await writes.bulk(action.name, ids, { input }))
  const edit = async (field: FieldMeta, value: unknown) =>
    tell(t('generic.bulk.edit'), await writes.bulk('update', ids, { values: { [field.name]: value } }))

  const verbs = fitting(entity.actions, rows)
  const more: MenuItem[] = verbs.slice(shownVerbs).map(action => ({
    key: action.name,
    label: action.label,
    danger: action.danger,
    onRun: () => setAsking({ verb: 'act', action }),
  }))
  const actions: BulkAction[] = verbs.slice(0, shownVerbs).map(action => ({
    key: action.name,
    label: action.label,
    icon: <CircleDot size={14} aria-hidden />,
    danger: action.danger,
    onRun: () => setAsking({ verb: 'act', action }),
  }))
  if (entity.may.update)
    actions.push({
      key: 'edit',
      label: t('generic.bulk.edit'),
      icon: <Pencil size={14} aria-hidden />,
      shortcut: 'e',
      onRun: () => setAsking({ verb: 'edit' }),
    })
  if (entity.may.remove)
    actions.push({
      key: 'remove',
      label: t('generic.bulk.remove'),
      icon: <Trash2 size={14} aria-hidden />,
      danger: true,
      onRun: remove,
    })

  const close = () => setAsking(null)
  const panels = (
    <>
      {asking?.verb === 'act' && (
        <ActionPanel
          entity={entity}
          action={asking.action}
          object={object}
          onClose={close}
          onRun={input => run(asking.action, input)}
        />
      )}
      {asking?.verb === 'edit' && <BulkEdit entity={entity} object={object} onClose={close} onRun={edit} />}
      {results && <BulkResults {...results} onClose={() => setResults(null)} />}
    </>
  )
  return { actions, more, panels }
}
