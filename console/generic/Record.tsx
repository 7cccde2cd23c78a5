import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../app/meta.ts'
import { ApiProblem } from '../app/problem.ts'
import { useUrlState } from '../app/url-state.ts'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { FieldKitProvider } from './FieldKitProvider.tsx'
import { FormScreen } from './form/FormScreen.tsx'
import { recordOptions, useRecord } from './record/queries.ts'
import { RecordScreen } from './record/RecordScreen.tsx'
import { useTitleOf } from './useTitleOf.ts'
import './generic.css'
import './form/form.css'
import './record/record.css'
import { inSentence } from './model/inSentence.ts'

interface RecordProps {
  readonly collection: string
  readonly id: string
}

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
    return <NoRecord path={path} label={collection.label} problem={record.error} onRetry={() => record.refetch()} />
  if (url.edit && entity.may.update)
    return whole.data ? <FormScreen collection={collection} record={whole.data} /> : <SkeletonRows rows={8} />
  return <RecordScreen collection={collection} row={record.data} title={title(entity, record.data)} />
}

interface NoRecordProps {
  readonly path: string
  readonly label: string
  readonly problem: unknown
  onRetry(): void
}

function NoRecord({ path, label, problem, onRetry }: NoRecordProps) {
  const { t } = useTranslation()
  const gone = problem instanceof ApiProblem && problem.status === 404
  return (
    <>
      <PageBar
        title={label}
        back={`/${path}`}
        crumb={
          <Link to="/$collection" params={{ collection: path }}>
            {label}
          </Link>
        }
      />
      <div className="record-problem">
        {problem ? (
          <ErrorBlock
            problem={problem}
            onRetry={gone ? undefined : onRetry}
            action={
              <Link className="link" to="/$collection" params={{ collection: path }}>
                {t('generic.record.backToList', { what: inSentence(label) })}
              </Link>
            }
          />
        ) : (
          <SkeletonRows rows={8} />
        )}
      </div>
    </>
  )
}
