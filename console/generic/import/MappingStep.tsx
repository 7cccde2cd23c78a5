import { Button } from 'antd'
import { ArrowRight, CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { fieldOf } from '../model/filter.ts'
import { assign, type ImportColumn, importable, keyChoices, missing } from '../model/importMapping.ts'
import type { ImportState } from './useImport.ts'

interface MappingStepProps {
  readonly collection: Collection
  readonly state: ImportState
  onNext(): void
}

/** Each column of the file and the field it fills, with the first values as a check. */
export function MappingStep({ collection, state, onNext }: MappingStepProps) {
  const { t } = useTranslation()
  const { entity } = collection
  const { mapping = {}, job } = state
  const lacking = state.key ? [] : missing(mapping, entity)
  const nothing = Object.values(mapping).every(field => field === null)
  if (job?.failure && job.columns.length === 0) return <NotRead message={job.failure.message} onOther={state.again} />
  return (
    <>
      <p className="quiet">{t('generic.import.mappingText', { file: job?.fileName ?? '' })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard. */}
      <section className="lines mapping" tabIndex={0} aria-label={t('generic.import.step.mapping')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('generic.import.column')}</th>
              <th scope="col">{t('generic.import.samples')}</th>
              <th scope="col">{t('generic.import.fills')}</th>
            </tr>
          </thead>
          <tbody>
            {job?.columns.map(column => (
              <Column key={column.header} collection={collection} column={column} state={state} />
            ))}
          </tbody>
        </table>
      </section>
      <KeyChoice collection={collection} state={state} />
      {lacking.length > 0 && (
        <p className="import-note tone-issue">
          <CircleAlert size={14} aria-hidden />
          {t('generic.import.lacking', { fields: lacking.map(field => field.label).join(', ') })}
        </p>
      )}
      <footer className="import-foot">
        <Button onClick={state.again}>{t('generic.import.otherFile')}</Button>
        <span className="spread" />
        <Button
          type="primary"
          onClick={onNext}
          disabled={nothing}
          loading={state.busy}
          icon={<ArrowRight size={14} />}
          iconPlacement="end"
        >
          {t('generic.import.try')}
        </Button>
      </footer>
    </>
  )
}

function NotRead({ message, onOther }: { readonly message: string; onOther(): void }) {
  const { t } = useTranslation()
  return (
    <ErrorBlock
      problem={new ApiProblem(422, { detail: message })}
      title={t('generic.import.notRead')}
      action={
        <Button size="small" onClick={onOther}>
          {t('generic.import.otherFile')}
        </Button>
      }
    />
  )
}

interface ColumnProps {
  readonly collection: Collection
  readonly column: ImportColumn
  readonly state: ImportState
}

function Column({ collection, column, state }: ColumnProps) {
  const { t } = useTranslation()
  const { entity } = collection
  const { mapping = {} } = state
  const chosen = mapping[column.header] ?? ''
  const fields = importable(entity)
  const joined = chosen !== '' && Object.values(mapping).filter(field => field === chosen).length > 1
  return (
    <tr>
      <th scope="row">{column.header}</th>
      <td className="mapping-samples">
        {column.samples.slice(0, 3).map((sample, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: samples may repeat and never move.
          <span key={at} title={sample}>
            {sample}
          </span>
        ))}
      </td>
      <td>
        <select
          className="ctl"
          aria-label={t('generic.import.fieldFor', { column: column.header })}
          value={chosen}
          onChange={event =>
            state.setMapping(assign(mapping, column.header, fieldOf(entity, event.target.value) ?? null))
          }
        >
          <option value="">{t('generic.import.leaveOut')}</option>
          {fields.map(field => (
            <option key={field.name} value={field.name}>
              {field.label}
            </option>
          ))}
          {chosen !== '' && !fields.some(field => field.name === chosen) && (
            <option value={chosen}>{column.label ?? chosen}</option>
          )}
        </select>
        {joined && <span className="quiet small">{t('generic.import.joined')}</span>}
      </td>
    </tr>
  )
}

/** The field that tells a known record from a new one. */
function KeyChoice({ collection, state }: Omit<ColumnProps, 'column'>) {
  const { t } = useTranslation()
  const { entity } = collection
  const choices = keyChoices(state.mapping ?? {}, entity, state.job?.keyChoices ?? [])
  const words = (key: string) =>
    key
      .split('+')
      .map(name => fieldOf(entity, name)?.label ?? name)
      .join(' + ')
  return (
    <label className="import-key">
      {t('generic.import.key')}
      <select className="ctl" value={state.key} onChange={event => state.setKey(event.target.value)}>
        <option value="">{t('generic.import.noKey')}</option>
        {choices.map(key => (
          <option key={key} value={key}>
            {t('generic.import.byKey', { field: words(key) })}
          </option>
        ))}
      </select>
      <span className="quiet small">{t('generic.import.keyText')}</span>
    </label>
  )
}
