import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { useUrlState } from '../../app/url-state.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { FileStep } from './FileStep.tsx'
import { MappingStep } from './MappingStep.tsx'
import { Progress } from './Progress.tsx'
import { RunStep } from './RunStep.tsx'
import { Steps } from './Steps.tsx'
import { TrialStep } from './TrialStep.tsx'
import { type ImportState, isOver, useImport } from './useImport.ts'

const names = ['file', 'mapping', 'trial', 'run'] as const
export type StepName = (typeof names)[number]

/** Without a job there is no file; a job that is no dry run has begun; between them the address says which of the two. */
function stepOf({ job }: ImportState, url: Readonly<Record<string, string>>): StepName {
  if (!url.job) return 'file'
  if (job && !job.dryRun) return 'run'
  return url.step === 'trial' ? 'trial' : 'mapping'
}

export function ImportWizard({ collection }: { readonly collection: Collection }) {
  const { t } = useTranslation()
  const state = useImport(collection.path)
  const [url, change] = useUrlState()
  const step = stepOf(state, url)
  const { job } = state
  const go = (to: StepName) => change({ step: to === 'trial' ? 'trial' : undefined }, { push: true })
  return (
    <div className="import-page">
      <div className="import-column">
        <Steps names={names} current={step} labelOf={name => t(`generic.import.step.${name}`)} />
        {state.problem && (
          <ErrorBlock
            problem={state.problem}
            title={t('generic.import.notRead')}
            onRetry={job ? () => state.reload() : undefined}
          />
        )}
        {step === 'file' && <FileStep collection={collection} busy={state.busy} onFile={state.choose} />}
        {step === 'mapping' && !isOver(job) && <Progress job={job} label={t('generic.import.trying')} />}
        {step === 'mapping' && isOver(job) && (
          <MappingStep
            collection={collection}
            state={state}
            onNext={async () => {
              if (state.isTried || (await state.tryAgain())) go('trial')
            }}
          />
        )}
        {step === 'trial' && <TrialStep collection={collection} state={state} onBack={() => go('mapping')} />}
        {step === 'run' && <RunStep collection={collection} state={state} />}
      </div>
    </div>
  )
}
