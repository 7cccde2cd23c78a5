import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { ChartPie, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { findCollection, useMeta } from '../../app/meta.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { ListBones, Loaded } from '../../ui/Skeleton.tsx'
import { type Report, useReports } from './queries.ts'
import { useRhythm } from './useRhythm.ts'
import './reports.css'

/** The reports one has, those for everyone and those one is sent. */
export function Reports() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, error, refetch } = useReports()
  const begin = () => void navigate({ to: '/reports/new' as never })
  return (
    <>
      <PageBar
        title={t('nav.reports')}
        actions={
          <Button type="primary" icon={<Plus size={14} />} onClick={begin}>
            {t('reports.new')}
          </Button>
        }
      />
      <div className="reports-scroll">
        {error && !data ? (
          <ErrorBlock problem={error} onRetry={() => refetch()} />
        ) : (
          <Loaded loading={!data} skeleton={<ListBones rows={6} />}>
            {() =>
              data?.length ? (
                <Table reports={data} />
              ) : (
                <EmptyState
                  icon={<ChartPie size={18} />}
                  title={t('reports.nothing')}
                  text={t('reports.nothingText')}
                />
              )
            }
          </Loaded>
        )}
      </div>
    </>
  )
}

function Table({ reports }: { readonly reports: readonly Report[] }) {
  const { t } = useTranslation()
  const meta = useMeta()
  const { instant } = useFormats()
  const rhythm = useRhythm()
  const labels = { name: t('reports.name'), about: t('reports.about'), shape: t('reports.shownAs') }
  const more = { owner: t('reports.owner'), sent: t('reports.sent'), changed: t('reports.changed') }
  return (
    <table className="reports-table">
      <thead>
        <tr>
          {Object.entries({ ...labels, ...more }).map(([key, label]) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reports.map(({ id, name, collection, shape, owner, audience, schedule, updatedAt }) => (
          <tr key={id}>
            <th scope="row">
              <Link className="ellipsis" to={`/reports/${id}` as never}>
                {name}
              </Link>
            </th>
            <td data-label={labels.about}>{findCollection(meta, collection)?.label ?? collection}</td>
            <td data-label={labels.shape}>{t(`reports.shape.${shape}`)}</td>
            <td data-label={more.owner}>{audience === 'team' ? `${owner.name} · ${t('reports.team')}` : owner.name}</td>
            <td data-label={more.sent}>{schedule ? rhythm(schedule) : '—'}</td>
            <td data-label={more.changed} className="num">
              {instant(updatedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
