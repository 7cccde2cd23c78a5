import { Button } from 'antd'
import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { csvOf } from '../model/csv.ts'
import { fieldOf } from '../model/filter.ts'
import type { ImportJob, RowError } from './useImport.ts'

interface RowErrorsProps {
  readonly job: ImportJob
  readonly file: string
  readonly collection: Collection
}

const shown = 200

function save(name: string, text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Which line and column, and what is wrong with it; the same as a file for whoever keeps the sheet. */
export function RowErrors({ job, file, collection }: RowErrorsProps) {
  const { t } = useTranslation()
  const columnOf = (error: RowError) =>
    error.column ?? fieldOf(collection.entity, error.field ?? '')?.label ?? error.field ?? ''
  const heads = [t('generic.import.line'), t('generic.import.column'), t('generic.import.problem')]
  const download = () =>
    save(
      `${file.replace(/\.\w+$/, '')}-errors.csv`,
      csvOf([heads, ...job.errors.map(error => [error.line, columnOf(error), error.message])]),
    )
  return (
    <section className="row-errors">
      <header>
        <h3>{t('generic.import.errors')}</h3>
        <span className="spread" />
        <Button size="small" icon={<FileDown size={14} />} onClick={download}>
          {t('generic.import.downloadErrors')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <div className="lines row-errors-scroll" tabIndex={0} role="region" aria-label={t('generic.import.errors')}>
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
            {job.errors.slice(0, shown).map((error, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one line may fail twice in a column, and rows never move.
              <tr key={at}>
                <td className="num">{error.line}</td>
                <td>{columnOf(error)}</td>
                <td>{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(job.errorsTruncated || job.errors.length > shown) && (
        <p className="quiet small">{t('generic.import.moreErrors')}</p>
      )}
    </section>
  )
}
