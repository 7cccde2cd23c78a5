import type { ActionMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { CircleDot, Download, Pencil, Trash2, UserRoundPlus } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Collection, useMeta } from '../../app/meta.ts'
import { offerUndo } from '../../app/undo.ts'
import type { MenuItem } from '../../ui/ActionMenu.tsx'
import type { BulkAction } from '../../ui/BulkBar.tsx'
import { toast } from '../../ui/toast.tsx'
import { assigneeOf, fitting, formerValues } from '../model/bulk.ts'
import { inSentence } from '../model/inSentence.ts'
import { bodyValue, type RecordRow } from '../model/record.ts'
import { type Result, useWrites } from '../record/useWrites.ts'
import { isJob, type Target, useBulkWrite } from './useBulkWrite.ts'

const ActionPanel = lazy(async () => ({ default: (await import('../record/ActionPanel.tsx')).ActionPanel }))
const BulkEdit = lazy(async () => ({ default: (await import('./BulkEdit.tsx')).BulkEdit }))
const BulkResults = lazy(async () => ({ default: (await import('./BulkResults.tsx')).BulkResults }))
const PickAction = lazy(() => import('./PickAction.tsx'))

export { fitting }

interface Asking {
  readonly verb: 'edit' | 'act' | 'pick'
  readonly action?: ActionMeta
  readonly field?: string
  readonly on: Aim
}

/** What is acted on, how many there are, and those of them that are loaded. */
export interface Aim {
  readonly target: Target
  readonly count: number
  readonly rows: readonly RecordRow[]
}

interface BulkOptions {
  readonly collection: Collection
  /** The selection, or undefined while nothing is selected. */
  readonly aim: Aim | undefined
  /** The row the keyboard is on: keys act on it while nothing is selected. */
  readonly current: RecordRow | undefined
  titleOf(id: string): string
  onDone(): void
  onExport?: (() => void) | undefined
}

/** What can be done to a selection, and what became of each record of it. */
export function useBulk({ collection, aim, current, titleOf, onDone, onExport }: BulkOptions) {
  const { t } = useTranslation()
  const { entities } = useMeta()
  const { entity, path } = collection
  const writes = useWrites(path)
  const write = useBulkWrite(path)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [results, setResults] = useState<{ label: string; list: readonly (Result & { title: string })[] } | null>(null)
  // The selection is gone by the time its results are read.
  const named = (list: readonly Result[]) => list.map(result => ({ ...result, title: titleOf(result.id) }))
  const objectOf = ({ count, rows }: Aim) =>
    count === 1 && rows[0]
      ? titleOf(rows[0].id)
      : t('generic.bulk.object', { count, what: inSentence(count === 1 ? collection.one : collection.label) })

  const run = async (label: string, on: Aim, body: Record<string, unknown>, undo?: (done: string[]) => Undo) => {
    const answer = await write(on.target, body)
    onDone()
    if (isJob(answer))
      return toast({ tone: 'processing', text: t('generic.bulk.background', { action: label, count: on.count }) })
    const done = answer.filter(result => result.ok).map(result => result.id)
    const back = undo?.(done)
    const text = t('generic.bulk.done', { action: label, count: done.length })
    if (done.length > 0 && back) offerUndo({ text, undo: back })
    else if (done.length === answer.length) toast({ text })
    if (done.length < answer.length) setResults({ label, list: named(answer) })
  }
  const remove = (on: Aim) =>
    run(t('generic.bulk.remove'), on, { action: 'remove' }, done => () => writes.restore(done))
  const act = (on: Aim, action: ActionMeta, input: Record<string, unknown>) =>
    run(action.label, on, { action: action.name, input })
  const edit = (on: Aim, field: FieldMeta, value: unknown) =>
    run(t('generic.bulk.edit'), on, { action: 'update', values: { [field.name]: value } }, done => {
      const former = formerValues(on.rows, done, row => bodyValue(row[field.name], field))
      if (!former) return undefined
      return async () => {
        for (const { value, ids } of former) await writes.bulk('update', ids, { values: { [field.name]: value } })
      }
    })

  const assignee = entity.may.update ? assigneeOf(entity, entities) : undefined
  const here: Aim | undefined = aim ?? (current && { target: { ids: [current.id] }, count: 1, rows: [current] })
  const ask = (verb: Asking['verb'], more: Partial<Asking> = {}) => here && setAsking({ verb, on: here, ...more })
  const verbs = fitting(entity.actions, aim?.rows ?? [])
  const { actions, more } = barOf()

  function barOf(): { actions: readonly BulkAction[]; more: readonly MenuItem[] } {
    if (!aim) return { actions: [], more: [] }
    const shown: BulkAction[] = []
    if (verbs.length > 0)
      shown.push({
        key: 'status',
        label: t('generic.bulk.status'),
        icon: <CircleDot size={14} aria-hidden />,
        shortcut: 's',
        onRun: () => ask('pick'),
      })
    if (assignee)
      shown.push({
        key: 'assign',
        label: t('generic.bulk.assign'),
        icon: <UserRoundPlus size={14} aria-hidden />,
        shortcut: 'i',
        onRun: () => ask('edit', { field: assignee.name }),
      })
    if (entity.may.update)
      shown.push({
        key: 'edit',
        label: t('generic.bulk.edit'),
        icon: <Pencil size={14} aria-hidden />,
        shortcut: 'e',
        onRun: () => ask('edit'),
      })
    if (entity.may.export && onExport)
      shown.push({
        key: 'export',
        label: t('generic.bulk.export'),
        icon: <Download size={14} aria-hidden />,
        onRun: onExport,
      })
    if (entity.may.remove)
      shown.push({
        key: 'remove',
        label: t('generic.bulk.remove'),
        icon: <Trash2 size={14} aria-hidden />,
        danger: true,
        onRun: () => aim && remove(aim),
      })
    const items = verbs.map(action => ({
      key: action.name,
      label: action.label,
      danger: action.danger,
      onRun: () => ask('act', { action }),
    }))
    return { actions: shown, more: items }
  }

  const close = () => setAsking(null)
  const panels: ReactNode = (
    <Suspense>
      {asking?.verb === 'pick' && (
        <PickAction
          object={objectOf(asking.on)}
          entity={entity}
          actions={fitting(entity.actions, asking.on.rows)}
          onPick={action => setAsking({ ...asking, verb: 'act', action })}
          onClose={close}
        />
      )}
      {asking?.verb === 'act' && asking.action && (
        <ActionPanel
          entity={entity}
          action={asking.action}
          object={objectOf(asking.on)}
          onClose={close}
          onRun={input => act(asking.on, asking.action as ActionMeta, input)}
        />
      )}
      {asking?.verb === 'edit' && (
        <BulkEdit
          entity={entity}
          object={objectOf(asking.on)}
          only={asking.field}
          onClose={close}
          onRun={(field, value) => edit(asking.on, field, value)}
        />
      )}
      {results && <BulkResults {...results} onClose={() => setResults(null)} />}
    </Suspense>
  )
  return {
    actions,
    more,
    panels,
    acts: {
      edit: () => entity.may.update && ask('edit'),
      status: () => here && fitting(entity.actions, here.rows).length > 0 && ask('pick'),
      assign: () => assignee && ask('edit', { field: assignee.name }),
    },
  }
}

type Undo = (() => Promise<void>) | undefined
