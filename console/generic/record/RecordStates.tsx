import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { SearchX, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { showLayer } from '../../app/layers.ts'
import type { Collection } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { Loaded, SkeletonRecord } from '../../ui/Skeleton.tsx'
import { inSentence } from '../model/inSentence.ts'
import { historyOptions } from './queries.ts'
import { asProblem, useWrites } from './useWrites.ts'

interface NoRecordProps {
  readonly collection: Collection
  readonly id: string
  readonly problem: unknown
  onRetry(): void
}

/** Where the record cannot be shown: still coming, removed, out of reach, or the server failed. */
export function NoRecord({ collection, id, problem, onRetry }: NoRecordProps) {
  const { path, label } = collection
  const isGone = problem instanceof ApiProblem && problem.status === 404
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
      {!problem && (
        <Loaded loading skeleton={<SkeletonRecord />}>
          {() => null}
        </Loaded>
      )}
      {isGone && <Gone collection={collection} id={id} />}
      {problem && !isGone ? (
        <div className="record-problem">
          <ErrorBlock problem={problem} onRetry={onRetry} action={<BackToList collection={collection} />} />
        </div>
      ) : null}
    </>
  )
}

function BackToList({ collection: { path, label } }: Pick<NoRecordProps, 'collection'>) {
  const { t } = useTranslation()
  return (
    <Link className="link" to="/$collection" params={{ collection: path }}>
      {t('generic.record.backToList', { what: inSentence(label) })}
    </Link>
  )
}

/** The history of a removed record is still told to those who could see it: that tells removed from never there. */
function Gone({ collection, id }: Pick<NoRecordProps, 'collection' | 'id'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const history = useQuery({ ...historyOptions(collection.path, id, 1), retry: false })
  const last = history.data?.data[0]
  if (history.isPending) return null
  if (last?.act === 'remove')
    return (
      <EmptyState
        icon={<Trash2 size={18} />}
        title={t('record.removedTitle', { what: collection.one })}
        text={t('record.removedText', { name: last.actor.name, at: formats.instant(last.at) })}
        action={<RestoreRecord collection={collection} id={id} />}
      />
    )
  return (
    <EmptyState
      icon={<SearchX size={18} />}
      title={t('record.goneTitle', { what: collection.one })}
      text={t('record.goneText')}
      action={
        <>
          <BackToList collection={collection} />
          <button
            type="button"
            className="link"
            onClick={() => showLayer({ kind: 'why', permission: `${collection.entity.name}.read` })}
          >
            {t('record.whoMay')}
          </button>
        </>
      }
    />
  )
}

function RestoreRecord({ collection, id }: Pick<NoRecordProps, 'collection' | 'id'>) {
  const { t } = useTranslation()
  const writes = useWrites(collection.path)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem>>()
  if (!collection.entity.may.remove) return <BackToList collection={collection} />
  const restore = async () => {
    setBusy(true)
    await writes.restore([id]).catch(error => setProblem(asProblem(error)))
    setBusy(false)
  }
  return (
    <>
      <Button type="primary" loading={busy} onClick={restore}>
        {t('record.bringBack')}
      </Button>
      <BackToList collection={collection} />
      {problem && (
        <span role="alert" className="field-problem small">
          {problem.detail || problem.title}
        </span>
      )}
    </>
  )
}
