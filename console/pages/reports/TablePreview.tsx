import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Columns3 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { Cell } from '../../generic/list/Cell.tsx'
import type { RecordRow } from '../../generic/model/record.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { Draft } from './queries.ts'

interface TableProps {
  readonly draft: Draft
  readonly collection: Collection
  put(patch: Partial<Draft>): void
}
const shown = 30

function useFirst({ draft: { definition }, collection }: TableProps) {
  const { path, entity } = collection
  const fields = entity.fields.filter(({ name }) => definition.columns.includes(name))
  const include = fields.filter(({ kind }) => kind === 'ref').map(({ name }) => name)
  const query = {
    ...definition.query,
    fields: definition.columns.join(','),
    ...(include.length && { include: include.join(',') }),
    'page[size]': shown,
  }
  return useQuery({
    queryKey: ['report-rows', path, query],
    queryFn: ({ signal }) =>
      request<{ data: RecordRow[]; page: { total: number; totalIsExact: boolean } }>('GET', `/${path}`, {
        query,
        signal,
      }),
    placeholderData: keepPreviousData,
  })
}

/** The first records of a table; all of them stand in its file. */
export function TablePreview(props: TableProps) {
  const { draft, collection } = props
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data, error, refetch } = useFirst(props)
  const columns = draft.definition.columns.flatMap(
    name => collection.entity.fields.find(field => field.name === name) ?? [],
  )
  return (
    <section className="report-table" aria-label={t('reports.shape.table')}>
      <div className="report-line report-columns">
        <ColumnChoice {...props} />
        {data && (
          <span className="quiet small num">
            {t('reports.rows', { shown: data.data.length, total: number(data.page.total) })}
          </span>
        )}
      </div>
      {error && !data && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!data && !error && <SkeletonRows rows={8} />}
      {data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
        <section className="report-scroll" aria-label={collection.label} tabIndex={0}>
          <table className="reports-table report-rows">
            <thead>
              <tr>
                {columns.map(({ name, label }) => (
                  <th key={name} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.data.map(row => (
                <tr key={row.id}>
                  {columns.map((field, at) => (
                    <td key={field.name}>
                      {at === 0 ? (
                        <Link to="/$collection/$id" params={{ collection: collection.path, id: row.id }}>
                          <Cell field={field} value={row[field.name]} />
                        </Link>
                      ) : (
                        <Cell field={field} value={row[field.name]} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

function ColumnChoice({ draft, put, collection }: TableProps) {
  const { t } = useTranslation()
  const anchor = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { definition } = draft
  const toggle = (name: string) => {
    const columns = definition.columns.includes(name)
      ? definition.columns.filter(other => other !== name)
      : [...definition.columns, name]
    if (columns.length > 0) put({ definition: { ...definition, columns } })
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="report-send"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Columns3 size={14} aria-hidden />
        {t('reports.columns')}
      </button>
      {isOpen && (
        <Popover label={t('reports.columns')} anchor={anchor} onClose={() => setOpen(false)}>
          <fieldset className="filter-options" aria-label={t('reports.columns')}>
            {collection.entity.fields.map(({ name, label }) => (
              <label key={name}>
                <input
                  className="tick"
                  type="checkbox"
                  checked={definition.columns.includes(name)}
                  onChange={() => toggle(name)}
                />
                <span className="ellipsis">{label}</span>
              </label>
            ))}
          </fieldset>
        </Popover>
      )}
    </>
  )
}
