import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'

interface Failure {
  /** The line of an imported file, or the place among the records. */
  readonly row: number
  readonly title: string | null
  readonly message: string
  readonly fields: readonly { readonly field: string; readonly message: string }[]
}
interface FailurePage {
  readonly data: readonly Failure[]
  readonly next?: string
}

/** What was refused, row by row, in the server's own words. */
export function JobFailures({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['jobs', id, 'failures'],
    queryFn: ({ signal }) => request<FailurePage>('GET', `/jobs/${id}/failures`, { signal }),
  })
  if (error) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  return (
    <ol className="tray-failures" aria-busy={!data}>
      {data?.data.map(({ row, title, message, fields }) => (
        <li key={row}>
          <b className="ellipsis">{title ?? t('tray.row', { row })}</b>
          <span>{[message, ...fields.map(each => each.message)].join(' ')}</span>
        </li>
      ))}
      {data?.next && <li className="quiet">{t('tray.moreRows')}</li>}
    </ol>
  )
}
