import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { inSentence } from '../model/inSentence.ts'
import { Counts } from './Counts.tsx'
import { jobTone } from './jobTone.ts'
import { Progress } from './Progress.tsx'
import { RowErrors } from './RowErrors.tsx'
import { type ImportJob, type ImportState, isOver } from './useImport.ts'

/** The run as it goes on, what became of it, and the way back. */
export function RunStep({ collection, state }: { readonly collection: Collection; readonly state: ImportState }) {
  const { t } = useTranslation()
  const { job } = state
  if (!job) return <Progress job={job} label={t('generic.import.running')} />
  if (!isOver(job))
    return (
      <>
        <Progress job={job} label={t(job.undo ? 'generic.import.undoing' : 'generic.import.running')} />
        {!job.undo && (
          <footer className="import-foot">
            <Button loading={state.busy} onClick={state.cancel}>
              {t('generic.import.stop')}
            </Button>
          </footer>
        )}
      </>
    )
  const changed = job.created + job.updated > 0
  return (
    <>
      <p>
        <StatusPill tone={jobTone[job.state]} label={t(`generic.import.state.${job.state}`)} />
      </p>
      {job.failure && (
        <ErrorBlock
          problem={new ApiProblem(422, { detail: job.failure.message })}
          title={t('generic.import.state.failed')}
        />
      )}
      <UndoOutcome job={job} />
      <Counts job={job} />
      {job.failed > 0 && <RowErrors job={job} collection={collection} />}
      <footer className="import-foot">
        {job.state !== 'undone' && changed && (
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

/** What was taken back; records changed since the import keep their newer values. */
function UndoOutcome({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  if (!job.undo) return null
  return (
    <p className="secondary">
      {t('generic.import.undone', { count: job.undo.undone, shown: number(job.undo.undone) })}
      {job.undo.kept > 0 && ` ${t('generic.import.kept', { count: job.undo.kept, shown: number(job.undo.kept) })}`}
    </p>
  )
}
