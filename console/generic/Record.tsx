import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useCollection } from '../app/meta.ts'
import { useUrlState } from '../app/url-state.ts'
import { SkeletonForm } from '../ui/Skeleton.tsx'
import { FieldKitProvider } from './FieldKitProvider.tsx'
import { recordOptions, useRecord } from './record/queries.ts'
import { RecordScreen } from './record/RecordScreen.tsx'
import { NoRecord } from './record/RecordStates.tsx'
import { useTitleOf } from './useTitleOf.ts'
import './generic.css'
import './record/record.css'

interface RecordProps {
  readonly collection: string
  readonly id: string
}

// Most people who open a record read it.
const FormScreen = lazy(async () => ({ default: (await import('./form/FormScreen.tsx')).FormScreen }))

/** One record of a collection, drawn from its metadata; `?edit=1` shows its form instead. */
export function Record(props: RecordProps) {
  return (
    <FieldKitProvider>
      <RecordPage {...props} />
    </FieldKitProvider>
  )
}

function RecordPage({ collection: path, id }: RecordProps) {
  const collection = useCollection(path)
  const { entity } = collection
  const [url] = useUrlState()
  const title = useTitleOf()
  const record = useRecord(path, id, entity)
  const whole = useQuery({ ...recordOptions(path, id, entity), enabled: false })
  if (!record.data)
    return <NoRecord collection={collection} id={id} problem={record.error} onRetry={() => record.refetch()} />
  if (url.edit && entity.may.update)
    return whole.data ? (
      <Suspense fallback={<SkeletonForm />}>
        <FormScreen collection={collection} record={whole.data} />
      </Suspense>
    ) : (
      <SkeletonForm />
    )
  return <RecordScreen collection={collection} row={record.data} title={title(entity, record.data)} />
}
