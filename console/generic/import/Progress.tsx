import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Meter } from '../../ui/Meter.tsx'
import type { ImportJob } from './useImport.ts'

export function Progress({ job, label }: { readonly job: ImportJob | undefined; readonly label: string }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <div className="import-progress" role="status">
      <b>{label}</b>
      <Meter label={label} value={job?.done ?? 0} max={job?.total ?? 0} />
      <span className="quiet small num">
        {job?.total
          ? t('generic.import.progress', { done: number(job.done), total: number(job.total) })
          : t('generic.import.reading')}
      </span>
    </div>
  )
}
