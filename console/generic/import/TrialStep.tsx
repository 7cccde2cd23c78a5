import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Counts } from './Counts.tsx'
import { Progress } from './Progress.tsx'
import { RowErrors } from './RowErrors.tsx'
import { type ImportState, isOver } from './useImport.ts'

interface TrialStepProps {
  readonly collection: Collection
  readonly state: ImportState
  onBack(): void
}

/** What would happen, before anything does. Rows with errors are left out, the others may go. */
export function TrialStep({ collection, state, onBack }: TrialStepProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { job } = state
  if (!job || !isOver(job)) return <Progress job={job} label={t('generic.import.trying')} />
  const good = job.created + job.updated
  return (
    <>
      {job.failure && (
        <ErrorBlock
          problem={new ApiProblem(422, { detail: job.failure.message })}
          title={t('generic.import.notRead')}
        />
      )}
      <Counts job={job} />
      {job.failed > 0 ? (
        <RowErrors job={job} collection={collection} />
      ) : (
        <p className="secondary">{good > 0 ? t('generic.import.allGood') : t('generic.import.nothingNew')}</p>
      )}
      <footer className="import-foot">
        <Button onClick={onBack}>{t('generic.import.backToMapping')}</Button>
        <span className="spread" />
        <Button type="primary" disabled={good === 0} loading={state.busy} onClick={state.start}>
          {job.failed > 0
            ? t('generic.import.runGood', { count: good, shown: number(good), failed: number(job.failed) })
            : t('generic.import.run', { count: good, shown: number(good) })}
        </Button>
      </footer>
    </>
  )
}
