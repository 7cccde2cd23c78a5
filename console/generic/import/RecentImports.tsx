import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { jobTone } from './jobTone.ts'
import type { ImportJob } from './useImport.ts'

const shown = 5

/** What was imported lately, to look at again or to take back. */
export function RecentImports({ path }: { readonly path: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useQuery({
    queryKey: ['import', 'recent', path],
    queryFn: ({ signal }) => request<{ data: ImportJob[] }>('GET', '/imports', { query: { collection: path }, signal }),
  })
  const jobs = data?.data.filter(job => !job.dryRun).slice(0, shown) ?? []
  if (jobs.length === 0) return null
  return (
    <section className="recent-imports">
      <h3>{t('generic.import.recent')}</h3>
      <ul className="related-list">
        {jobs.map(job => (
          <li key={job.id}>
            <Link to="/$collection/import" params={{ collection: path }} search={{ job: job.id } as never}>
              <span className="ellipsis">{job.fileName}</span>
              <span className="quiet small">
                {t('generic.import.newAndChanged', {
                  created: formats.number(job.created),
                  updated: formats.number(job.updated),
                })}
              </span>
              <span className="spread" />
              <StatusPill plain tone={jobTone[job.state]} label={t(`generic.import.state.${job.state}`)} />
              <time className="quiet small" dateTime={job.createdAt}>
                {formats.instant(job.createdAt)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
