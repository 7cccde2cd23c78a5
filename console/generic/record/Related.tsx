import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta, RelatedMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { viewOf } from '../fieldViews.tsx'
import type { ListPage } from '../list/chunks.ts'
import { Cell } from '../list/GridRow.tsx'
import { countOptions, useTotalText } from '../list/useCounts.ts'
import { columnFields, usualColumns } from '../model/columns.ts'
import { inSentence } from '../model/inSentence.ts'
import { allRecords } from '../model/listState.ts'
import { includesOf, isEmpty, type RecordRow, stateOf } from '../model/record.ts'
import { useTitleOf } from '../useTitleOf.ts'

export interface RelatedList {
  readonly key: string
  readonly meta: RelatedMeta
  readonly entity: EntityMeta
  readonly count: string | undefined
}

const filterOf = (meta: RelatedMeta, id: string) => ({ field: meta.field, operator: 'eq' as const, value: id })

/** The lists of other records that point at this one, with how many. */
export function useRelated(entity: EntityMeta, id: string): readonly RelatedList[] {
  const client = useQueryClient()
  const entities = useMeta().entities
  const text = useTotalText()
  const lists = entity.related.filter(meta => entities[meta.entity])
  const counts = useQueries({
    queries: lists.map(meta => countOptions(client, meta.path, { ...allRecords, filters: [filterOf(meta, id)] })),
  })
  return lists.map((meta, at) => ({
    key: `${meta.path}.${meta.field}`,
    meta,
    entity: entities[meta.entity] as EntityMeta,
    count: counts[at]?.data && text(counts[at].data),
  }))
}

const few = 5
const many = 100

function useRelatedRows({ meta, entity }: RelatedList, id: string, size: number, columns: readonly FieldMeta[]) {
  const include = includesOf([...columns, ...entity.fields.filter(field => entity.title.includes(field.name))])
  const sort = entity.fields.some(field => field.name === 'createdAt') ? '-createdAt' : undefined
  const query = { [`filter[${meta.field}]`]: id, include, sort, 'page[size]': size }
  return useQuery({
    queryKey: ['list', meta.path, 'related', query],
    queryFn: ({ signal }) => request<ListPage>('GET', `/${meta.path}`, { query, signal }),
  })
}

const columnsOf = ({ entity, meta }: RelatedList) =>
  columnFields(entity, usualColumns(entity, null)).filter(field => field.name !== meta.field)

interface RelatedProps {
  readonly related: RelatedList
  readonly id: string
  readonly title: string
}

const listAddress = ({ meta }: RelatedList, id: string) => ({
  to: `/${meta.path}`,
  search: { [`filter[${meta.field}]`]: id } as never,
})

/** The latest few, on one line each. */
export function Related({ related, id, onAll }: RelatedProps & { onAll(): void }) {
  const { t } = useTranslation()
  const { entity, meta, count } = related
  const columns = columnsOf(related)
  const rows = useRelatedRows(related, id, few, columns)
  const beside = [columns.find(field => field.kind === 'money'), columns.find(field => field.kind === 'date')].filter(
    field => field !== undefined,
  )
  const all = (
    <button type="button" className="link small" onClick={onAll}>
      {t('generic.record.all')}
    </button>
  )
  return (
    <Section title={meta.label} count={count} extra={count !== '0' && all} level={3}>
      {rows.isPending && <SkeletonRows rows={2} />}
      {rows.isError && <ErrorBlock problem={rows.error} onRetry={() => rows.refetch()} />}
      {rows.data?.data.length === 0 && <p className="quiet small related-none">{t('generic.record.noneRelated')}</p>}
      <ul className="related-list">
        {rows.data?.data.map(row => (
          <RelatedLine key={row.id} path={meta.path} entity={entity} row={row} beside={beside} />
        ))}
      </ul>
    </Section>
  )
}

function RelatedLine({
  path,
  entity,
  row,
  beside,
}: {
  readonly path: string
  readonly entity: EntityMeta
  readonly row: RecordRow
  readonly beside: readonly FieldMeta[]
}) {
  const title = useTitleOf()
  const state = stateOf(entity, row.status)
  return (
    <li>
      <Link to={recordAddress(path, row.id)}>
        {state && <StatusGlyph tone={state.tone} label={state.label} />}
        <span className="ellipsis">{title(entity, row)}</span>
        <span className="spread" />
        {beside.map(
          field =>
            !isEmpty(row[field.name]) && (
              <span key={field.name} className="num quiet">
                <Cell field={field} value={row[field.name]} />
              </span>
            ),
        )}
      </Link>
    </li>
  )
}

/** All of them (the first hundred) as a table. */
export function RelatedTable({ related, id }: RelatedProps) {
  const { t } = useTranslation()
  const { entity, meta } = related
  const title = useTitleOf()
  const columns = columnsOf(related).slice(0, 5)
  const rows = useRelatedRows(related, id, many, columns)
  if (rows.isPending) return <SkeletonRows rows={5} />
  if (rows.isError) return <ErrorBlock problem={rows.error} onRetry={() => rows.refetch()} />
  const side = (field: FieldMeta) => (viewOf(field).numeric ? 'end' : undefined)
  return (
    <div className="lines related-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{entity.label}</th>
            {columns.map(field => (
              <th key={field.name} scope="col" className={side(field)}>
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.data.data.map(row => (
            <tr key={row.id}>
              <td>
                <Link className="grid-link" to={recordAddress(meta.path, row.id)}>
                  {title(entity, row)}
                </Link>
              </td>
              {columns.map(field => (
                <td key={field.name} className={side(field)}>
                  <Cell field={field} value={row[field.name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.data.data.length === 0 && <p className="quiet small related-none">{t('generic.record.noneRelated')}</p>}
      <p className="related-more">
        <Link className="link" {...listAddress(related, id)}>
          {t('generic.record.openList', { what: inSentence(meta.label) })}
        </Link>
      </p>
    </div>
  )
}
