import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { inSentence } from '../model/inSentence.ts'
import { Counts } from './Counts.tsx'
import { Progress } from './Progress.tsx'
import { RowErrors } from './RowErrors.tsx'
import { type ImportState, isOver } from './useImport.ts'

const tones = {
  queued: 'unstarted',
  running: 'processing',
  done: 'accepted',
  failed: 'risk',
  undone: 'unstarted',
} as const

/** The run as it goes on, what became of it, and the way back. */
export function RunStep({ collection, state }: { readonly collection: Collection; readonly state: ImportState }) {
  const { t } = useTranslation()
  const { run: job } = state
  if (!job || !isOver(job)) return <Progress job={job} label={t('generic.import.running')} />
  const changed = job.created + job.updated > 0
  return (
    <>
      <p>
        <StatusPill tone={tones[job.state]} label={t(`generic.import.state.${job.state}`)} />
      </p>
      {job.state === 'failed' && job.problem && (
        <ErrorBlock problem={new ApiProblem(500, job.problem)} title={t('generic.import.notRead')} />
      )}
      <Counts job={job} />
      {job.failed > 0 && <RowErrors job={job} file={state.file?.name ?? collection.path} collection={collection} />}
      <footer className="import-foot">
        {job.state === 'done' && changed && (
          <Button icon={<Undo2 size={14} />} loading={state.busy} onClick={state.undo}>
            {t('generic.import.undo')}
          </Button>
        )}
        <Button type="text" onClick={state.again}>
          {t('generic.import.again')}
        </Button>
        <span className="spread" />
        <Link to="/$collection" params={{ collection: collection.path }} className="button-link">
          <Button type="primary" tabIndex={-1}>
            {t('generic.import.toList', { what: inSentence(collection.label) })}
          </Button>
        </Link>
      </footer>
    </>
  )
}
