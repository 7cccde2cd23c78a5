import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Money, useFormats } from '../../../app/formats.ts'
import { ChartFrame } from '../../../charts/ChartFrame.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { ListLink } from '../../home/ListLink.tsx'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  readonly cell: (row: Row) => ReactNode
  /** The same for a table that is written as a file. */
  readonly plain: (row: Row) => string | number
  readonly isText?: boolean
}
interface BoardProps<Row> {
  readonly title: string
  readonly sub?: string
  readonly first: string
  readonly path: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly problem: unknown
  onRetry(): void
}

/** People or companies with their figures, best first. */
export function Board<Row extends { readonly id: string; readonly name: string }>(props: BoardProps<Row>) {
  const { title, sub, first, path, columns, rows, problem, onRetry } = props
  const { t } = useTranslation()
  const table = rows && {
    columns: [first, ...columns.map(({ label }) => label)],
    rows: rows.map(row => [row.name, ...columns.map(({ plain }) => plain(row))]),
  }
  return (
    <ChartFrame title={title} sub={sub} table={table} className="performance">
      {problem && !rows ? (
        <ErrorBlock problem={problem} onRetry={onRetry} />
      ) : !rows ? (
        <SkeletonRows rows={4} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('performance.nobody')} />
      ) : (
        <table className="work-table">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map(({ key, label, isText }) => (
                <th key={key} scope="col" className={isText ? undefined : 'end'}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.id}>
                <td>
                  <Link className="grid-link" to="/$collection/$id" params={{ collection: path, id: row.id }}>
                    <Avatar name={row.name} size={22} />
                    <span className="ellipsis">{row.name}</span>
                  </Link>
                </td>
                {columns.map(({ key, label, cell, isText }) => (
                  <td key={key} data-label={label} className={isText ? undefined : 'end num'}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ChartFrame>
  )
}

interface CountProps {
  readonly value: number
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly className?: string
  /** Of how many, where that is known. */
  readonly of?: number | null
}

/** A count that leads to what it counts. */
export function Count({ value, path, query, className, of = null }: CountProps) {
  const { number } = useFormats()
  const whole = of !== null && <span className="quiet"> / {number(of)}</span>
  if (value === 0) return <span className="quiet">0{whole}</span>
  return (
    <ListLink path={path} query={query} className={className ?? 'figure'}>
      {number(value)}
      {whole}
    </ListLink>
  )
}

/** Sums that lead to what they add up: one for each currency. */
export function Sums({
  values,
  path,
  query,
}: Pick<CountProps, 'path' | 'query'> & { readonly values: readonly Money[] }) {
  const { money } = useFormats()
  if (values.length === 0) return <span className="quiet">—</span>
  return (
    <ListLink path={path} query={query} className="figure">
      {values.map(value => money(value, { compact: true })).join(' + ')}
    </ListLink>
  )
}
