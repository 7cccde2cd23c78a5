import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '../../app/api.ts'
import type { Collection } from '../../app/meta.ts'
import { fieldOf } from '../model/filter.ts'
import type { ImportJob, RowError } from './useImport.ts'

interface RowErrorsProps {
  readonly job: ImportJob
  readonly collection: Collection
}

/** Which line and column, and what is wrong with it; all of them as a file for whoever keeps the sheet. */
export function RowErrors({ job, collection }: RowErrorsProps) {
  const { t } = useTranslation()
  const columnOf = (error: RowError) =>
    error.column ?? fieldOf(collection.entity, error.field ?? '')?.label ?? error.field ?? ''
  const heads = [t('generic.import.line'), t('generic.import.column'), t('generic.import.problem')]
  return (
    <section className="row-errors">
      <header>
        <h3>{t('generic.import.errors')}</h3>
        <span className="spread" />
        <a className="link row-errors-file" href={address(`/imports/${job.id}/errors.csv`)} download>
          <FileDown size={14} aria-hidden />
          {t('generic.import.downloadErrors')}
        </a>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="lines row-errors-scroll" tabIndex={0} aria-label={t('generic.import.errors')}>
        <table>
          <thead>
            <tr>
              {heads.map(head => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {job.errors.map((error, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one line may fail twice in a column, and rows never move.
              <tr key={at}>
                <td className="num">{error.line}</td>
                <td>{columnOf(error)}</td>
                <td>{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {job.errorsTruncated && <p className="quiet small">{t('generic.import.moreErrors')}</p>}
    </section>
  )
}
