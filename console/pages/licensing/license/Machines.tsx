import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { request } from '../../../app/api.ts'
import { useFormats } from '../../../app/formats.ts'
import { type Collection, findCollection, useMeta } from '../../../app/meta.ts'
import { type RecordRow, stateOf } from '../../../generic/model/record.ts'
import type { PartProps } from '../../../generic/record/parts.ts'
import { useRunAction } from '../../../generic/record/useRunAction.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { StatusPill } from '../../../ui/StatusPill.tsx'
import { ListLink } from '../../home/ListLink.tsx'
import '../licensing.css'

const path = 'activations'
const shown = 100

interface Page {
  readonly data: readonly RecordRow[]
}
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : '—')

/** The machines a licence is active on, or was: where they are, when they were last heard of, and their places given back. */
export function Machines({ id }: PartProps) {
  const { t } = useTranslation()
  const collection = findCollection(useMeta(), path)
  const query = { 'filter[license]': id, sort: '-activatedAt' }
  const { data, error, refetch } = useQuery({
    queryKey: ['list', path, 'machines', id],
    queryFn: ({ signal }) => request<Page>('GET', `/${path}`, { query: { ...query, 'page[size]': shown }, signal }),
  })
  if (error && !data) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  if (!data || !collection) return <SkeletonRows rows={4} />
  if (data.data.length === 0) return <p className="quiet panel-none">{t('license.noMachines')}</p>
  return (
    <div className="lines related-table">
      <p className="panel-tools">
        <ListLink className="link small" path={path} query={query}>
          {t('license.openMachines')}
        </ListLink>
      </p>
      <Table collection={collection} rows={data.data} />
    </div>
  )
}

function Table({ collection, rows }: { collection: Collection; rows: readonly RecordRow[] }) {
  const { entity } = collection
  const { t } = useTranslation()
  const { start, panel, busy } = useRunAction(path, entity)
  const release = entity.actions.find(({ name }) => name === 'release')
  const label = (name: string) => entity.fields.find(field => field.name === name)?.label ?? name
  return (
    <>
      <table className="work-table">
        <thead>
          <tr>
            <th scope="col">{label('hostname')}</th>
            <th scope="col">{label('status')}</th>
            <th scope="col">{label('platform')}</th>
            <th scope="col">{label('productVersion')}</th>
            <th scope="col">{label('activatedAt')}</th>
            <th scope="col">{label('lastHeartbeatAt')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('license.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Machine key={row.id} entity={entity} row={row} label={label}>
              {release && row.status === 'active' && (
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => start({ id: row.id, title: text(row.hostname), action: release })}
                >
                  {release.label}
                </Button>
              )}
            </Machine>
          ))}
        </tbody>
      </table>
      {panel}
    </>
  )
}

interface MachineProps {
  readonly entity: Collection['entity']
  readonly row: RecordRow
  readonly children: React.ReactNode
  label(name: string): string
}
function Machine({ entity, row, children, label }: MachineProps) {
  const { instant, ago } = useFormats()
  const state = stateOf(entity, row.status)
  const heard = row.lastHeartbeatAt ?? undefined
  return (
    <tr>
      <td>
        <Link className="grid-link" to="/$collection/$id" params={{ collection: path, id: row.id }}>
          <span className="ellipsis">{text(row.hostname)}</span>
        </Link>
      </td>
      <td data-label={label('status')}>{state && <StatusPill plain tone={state.tone} label={state.label} />}</td>
      <td data-label={label('platform')}>{text(row.platform)}</td>
      <td data-label={label('productVersion')}>{text(row.productVersion)}</td>
      <td data-label={label('activatedAt')} className="num">
        {typeof row.activatedAt === 'string' ? instant(row.activatedAt) : '—'}
      </td>
      <td data-label={label('lastHeartbeatAt')} className="num">
        {typeof heard === 'string' ? <time dateTime={heard}>{ago(heard)}</time> : '—'}
      </td>
      <td className="end">{children}</td>
    </tr>
  )
}
