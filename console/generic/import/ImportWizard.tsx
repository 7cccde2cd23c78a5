import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { FileStep } from './FileStep.tsx'
import { MappingStep } from './MappingStep.tsx'
import { RunStep } from './RunStep.tsx'
import { Steps } from './Steps.tsx'
import { TrialStep } from './TrialStep.tsx'
import { isOver, useImport } from './useImport.ts'

const names = ['file', 'mapping', 'trial', 'run'] as const
export type StepName = (typeof names)[number]

/** Where the file is on its way; going back to the mapping is always open until the run has begun. */
export function ImportWizard({ collection }: { readonly collection: Collection }) {
  const { t } = useTranslation()
  const state = useImport(collection.path)
  const [mapped, setMapped] = useState(false)
  const step: StepName = state.run
    ? 'run'
    : !state.file || (!state.trial && state.problem)
      ? 'file'
      : mapped
        ? 'trial'
        : 'mapping'
  const waiting =
    state.file !== undefined && !state.run && (state.trial ? !state.mapping && !isOver(state.trial) : !state.problem)
  return (
    <div className="import-page">
      <div className="import-column">
        <Steps names={names} current={step} labelOf={name => t(`generic.import.step.${name}`)} />
        {state.problem && (
          <ErrorBlock
            problem={state.problem}
            title={t('generic.import.notRead')}
            onRetry={state.file ? () => state.retry() : undefined}
          />
        )}
        {step === 'file' && (
          <FileStep
            collection={collection}
            onFile={file => {
              setMapped(false)
              state.choose(file)
            }}
          />
        )}
        {waiting && step !== 'file' && <SkeletonRows rows={6} />}
        {!waiting && step === 'mapping' && (
          <MappingStep
            collection={collection}
            state={state}
            onNext={() => {
              if (!state.isTried) state.retry()
              setMapped(true)
            }}
            onBack={state.again}
          />
        )}
        {!waiting && step === 'trial' && (
          <TrialStep collection={collection} state={state} onBack={() => setMapped(false)} />
        )}
        {step === 'run' && <RunStep collection={collection} state={state} />}
      </div>
    </div>
  )
}
