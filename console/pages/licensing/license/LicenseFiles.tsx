import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Download, FileKey2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address, request } from '../../../app/api.ts'
import { useFormats } from '../../../app/formats.ts'
import { type Collection, findCollection, useMeta } from '../../../app/meta.ts'
import { type RecordRow, stateOf, titleOf } from '../../../generic/model/record.ts'
import type { PartProps } from '../../../generic/record/parts.ts'
import { useActions } from '../../../generic/record/queries.ts'
import { useRunAction } from '../../../generic/record/useRunAction.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { StatusPill } from '../../../ui/StatusPill.tsx'
import '../licensing.css'

const path = 'license_files'

interface Page {
  readonly data: readonly RecordRow[]
}

/** What was signed for machines that cannot ask: fetched again, or another one checked out. */
export function LicenseFiles({ id, row }: PartProps) {
  const { t } = useTranslation()
  const files = findCollection(useMeta(), path)
  const { data, error, refetch } = useQuery({
    queryKey: ['list', path, 'files', id],
    queryFn: ({ signal }) =>
      request<Page>('GET', `/${path}`, {
        query: { 'filter[license]': id, sort: '-issuedAt', 'page[size]': 100 },
        signal,
      }),
  })
  if (error && !data) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  if (!data || !files) return <SkeletonRows rows={4} />
  return (
    <div className="lines related-table">
      <p className="panel-tools">
        <CheckOut row={row} />
      </p>
      {data.data.length === 0 ? (
        <p className="quiet panel-none">{t('license.noFiles')}</p>
      ) : (
        <Table files={files} rows={data.data} />
      )}
    </div>
  )
}

/** The licence's own action, where the file comes to be. */
function CheckOut({ row }: { row: RecordRow }) {
  const licenses = findCollection(useMeta(), 'licenses')
  return licenses ? <CheckOutOf licenses={licenses} row={row} /> : null
}
function CheckOutOf({ licenses, row }: { licenses: Collection; row: RecordRow }) {
  const { entity } = licenses
  const offered = useActions('licenses', row.id, entity).find(({ name }) => name === 'checkOut')
  const { start, panel, busy } = useRunAction('licenses', entity)
  if (!offered) return null
  return (
    <>
      <Button
        size="small"
        icon={<FileKey2 size={13} />}
        loading={busy}
        disabled={!offered.allowed}
        title={offered.reason}
        onClick={() => start({ id: row.id, title: titleOf(entity, row), action: offered })}
      >
        {offered.label}
      </Button>
      {panel}
    </>
  )
}

function Table({ files: { entity }, rows }: { files: Collection; rows: readonly RecordRow[] }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const label = (name: string) => entity.fields.find(field => field.name === name)?.label ?? name
  const at = (value: unknown) => (typeof value === 'string' ? instant(value) : '—')
  return (
    <table className="work-table">
      <thead>
        <tr>
          <th scope="col">{entity.label}</th>
          <th scope="col">{label('status')}</th>
          <th scope="col">{label('issuedAt')}</th>
          <th scope="col">{label('expiresAt')}</th>
          <th scope="col">{label('fingerprint')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('license.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const state = stateOf(entity, row.status)
          return (
            <tr key={row.id}>
              <td>
                <Link className="grid-link" to="/$collection/$id" params={{ collection: path, id: row.id }}>
                  <span className="ellipsis">{titleOf(entity, row)}</span>
                </Link>
              </td>
              <td data-label={label('status')}>
                {state && <StatusPill plain tone={state.tone} label={state.label} />}
              </td>
              <td data-label={label('issuedAt')} className="num">
                {at(row.issuedAt)}
              </td>
              <td data-label={label('expiresAt')} className="num">
                {at(row.expiresAt)}
              </td>
              <td data-label={label('fingerprint')}>
                <span className="ellipsis code">{typeof row.fingerprint === 'string' ? row.fingerprint : '—'}</span>
              </td>
              <td className="end">
                <a className="link small" href={address(`/${path}/${row.id}/content`)} download>
                  <Download size={13} aria-hidden /> {t('license.download')}
                </a>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
