import { Button } from 'antd'
import { ArrowRight, CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { assign, importable, keyChoices, missing } from '../model/importMapping.ts'
import type { ImportState } from './useImport.ts'

interface MappingStepProps {
  readonly collection: Collection
  readonly state: ImportState
  onNext(): void
  onBack(): void
}

/** Each column of the file and the field it fills, with the first values as a check. */
export function MappingStep({ collection, state, onNext, onBack }: MappingStepProps) {
  const { t } = useTranslation()
  const { entity } = collection
  const { mapping = {}, trial } = state
  const lacking = missing(mapping, entity)
  const nothing = Object.values(mapping).every(field => field === null)
  return (
    <>
      <p className="quiet">{t('generic.import.mappingText', { file: state.file?.name ?? '' })}</p>
      <div className="lines mapping">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('generic.import.column')}</th>
              <th scope="col">{t('generic.import.samples')}</th>
              <th scope="col">{t('generic.import.fills')}</th>
            </tr>
          </thead>
          <tbody>
            {trial?.columns.map(column => (
              <tr key={column.header}>
                <th scope="row">{column.header}</th>
                <td className="mapping-samples">
                  {column.samples.slice(0, 3).map((sample, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: samples may repeat and never move.
                    <span key={at}>{sample || '—'}</span>
                  ))}
                </td>
                <td>
                  <select
                    className="ctl"
                    aria-label={t('generic.import.fieldFor', { column: column.header })}
                    value={mapping[column.header] ?? ''}
                    onChange={event => state.setMapping(assign(mapping, column.header, event.target.value || null))}
                  >
                    <option value="">{t('generic.import.leaveOut')}</option>
                    {importable(entity).map(field => (
                      <option key={field.name} value={field.name}>
                        {field.label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <KeyChoice collection={collection} state={state} />
      {lacking.length > 0 && (
        <p className="import-note tone-issue">
          <CircleAlert size={14} aria-hidden />
          {t('generic.import.lacking', { fields: lacking.map(field => field.label).join(', ') })}
        </p>
      )}
      <footer className="import-foot">
        <Button onClick={onBack}>{t('generic.import.otherFile')}</Button>
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

/** The field that tells a known record from a new one. */
function KeyChoice({ collection, state }: { readonly collection: Collection; readonly state: ImportState }) {
  const { t } = useTranslation()
  const choices = keyChoices(state.mapping ?? {}, collection.entity)
  return (
    <label className="import-key">
      {t('generic.import.key')}
      <select className="ctl" value={state.key} onChange={event => state.setKey(event.target.value)}>
        <option value="">{t('generic.import.noKey')}</option>
        {choices.map(field => (
          <option key={field.name} value={field.name}>
            {t('generic.import.byKey', { field: field.label })}
          </option>
        ))}
      </select>
      <span className="quiet small">{t('generic.import.keyText')}</span>
    </label>
  )
}
