import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, type RecordRow } from '../model/record.ts'
import { Activity } from './activity/Activity.tsx'
import { FilesPanel } from './files/FilesPanel.tsx'
import { type Part, useParts } from './parts.ts'
import { type RelatedList, RelatedTable } from './Related.tsx'
import { useAround } from './social.ts'
import { TasksPanel } from './tasks/TasksPanel.tsx'
import { useHasTasks } from './tasks/useTasks.ts'

/** A part of a record's page, with its own address: `?tab=files`. */
export interface Tab {
  readonly key: string
  readonly label: string
  readonly count?: string | number | undefined
  readonly body: ReactNode
}

interface Shown {
  readonly collection: Collection
  readonly row: RecordRow
  readonly related: readonly RelatedList[]
}

export const linesOf = ({ entity }: Collection, row: RecordRow) =>
  entity.fields.filter(field => field.kind === 'lines' && !isEmpty(row[field.name]))

export const lineCount = (row: RecordRow, { name }: FieldMeta) => (row[name] as readonly unknown[]).length

export function Lines({ field, row }: { readonly field: FieldMeta; readonly row: RecordRow }) {
  const { Value } = viewOf(field)
  return <Value field={field} value={row[field.name]} />
}

/** A hand-made part, which comes when it is first looked at. */
export function PartBody({ part: { Part }, row }: { readonly part: Part; readonly row: RecordRow }) {
  return (
    <Suspense fallback={<SkeletonRows rows={3} />}>
      <Part id={row.id} row={row} />
    </Suspense>
  )
}

/** What stands beside the record itself: hand-made parts, other records, files, tasks and the log of changes. */
export function useTabs({ collection, row, related }: Shown): readonly Tab[] {
  const { t } = useTranslation()
  const { path } = collection.entity
  const { phone } = usePreferences()
  const parts = useParts(collection).filter(({ onOverview }) => phone || !onOverview)
  const around = useAround(path, row.id)
  const hasTasks = useHasTasks()
  const own = parts
    .filter(({ key }) => !related.some(list => list.key === key))
    .map(part => ({ key: part.key, label: part.label, body: <PartBody part={part} row={row} /> }))
  return [
    ...own.filter(({ key }) => !key.includes('.')),
    ...related.map(each => {
      const part = parts.find(({ key }) => key === each.key)
      const told = { key: each.key, label: each.meta.label, count: each.count }
      if (part) return { ...told, body: <PartBody part={part} row={row} /> }
      return { ...told, body: <RelatedTable related={each} id={row.id} /> }
    }),
    // In the place of a list that has nothing yet.
    ...own.filter(({ key }) => key.includes('.')),
    { key: 'files', label: t('record.files'), count: around?.files, body: <FilesPanel path={path} id={row.id} /> },
    ...(hasTasks
      ? [{ key: 'tasks', label: t('record.tasks'), count: around?.tasks, body: <TasksPanel path={path} id={row.id} /> }]
      : []),
    { key: 'log', label: t('record.log'), body: <Activity collection={collection} row={row} shown="changes" /> },
  ]
}
