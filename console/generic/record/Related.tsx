import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta, RelatedMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { viewOf } from '../fieldViews.tsx'
import { givenKey } from '../form/useGiven.ts'
import { Cell } from '../list/Cell.tsx'
import type { ListPage } from '../list/chunks.ts'
import { countOptions, useTotalText } from '../list/useCounts.ts'
import { usualColumns } from '../model/columns.ts'
import { fieldOf } from '../model/filter.ts'
import { inSentence } from '../model/inSentence.ts'
import { allRecords } from '../model/listState.ts'
import { includesOf, type RecordRow, stateOf } from '../model/record.ts'
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

const few = { rows: 5, columns: 3 }
const many = { rows: 100, columns: 6 }

function useRelatedRows({ meta, entity }: RelatedList, id: string, size: number, columns: readonly FieldMeta[]) {
  const include = includesOf([...columns, ...entity.fields.filter(field => entity.title.includes(field.name))])
  const sort = entity.fields.some(field => field.name === 'createdAt') ? '-createdAt' : undefined
  const query = { [`filter[${meta.field}]`]: id, include, sort, 'page[size]': size }
  return useQuery({
    queryKey: ['list', meta.path, 'related', query],
    queryFn: ({ signal }) => request<ListPage>('GET', `/${meta.path}`, { query, signal }),
  })
}

/** Its usual columns; the state is the glyph before the name. */
const columnsOf = ({ entity, meta }: RelatedList) =>
  usualColumns(entity, null)
    .flatMap(name => fieldOf(entity, name) ?? [])
    .filter(field => field.name !== meta.field && field.kind !== 'status')

/** Bare counts say nothing where no heading stands above them. */
const speaksForItself = ({ kind }: FieldMeta) => kind !== 'integer' && kind !== 'decimal' && kind !== 'boolean'

interface RelatedProps {
  readonly related: RelatedList
  readonly id: string
}

const listAddress = ({ meta }: RelatedList, id: string) => ({
  to: `/${meta.path}`,
  search: { [`filter[${meta.field}]`]: id } as never,
})

/** The latest few as a small table, with the way to all of them and to one more. */
export function Related({ related, id }: RelatedProps) {
  const { t } = useTranslation()
  const { meta, count } = related
  const columns = columnsOf(related).filter(speaksForItself).slice(0, few.columns)
  const rows = useRelatedRows(related, id, few.rows, columns)
  const extra = (
    <>
      <AddRelated related={related} id={id} />
      {count !== '0' && (
        <Link className="link small" {...listAddress(related, id)}>
          {t('generic.record.all')}
        </Link>
      )}
    </>
  )
  return (
    <Section title={meta.label} count={count} extra={extra} level={3}>
      {rows.isPending && <SkeletonRows rows={2} />}
      {rows.isError && <ErrorBlock problem={rows.error} onRetry={() => rows.refetch()} />}
      {rows.data && <Rows related={related} columns={columns} rows={rows.data.data} />}
    </Section>
  )
}

/** A new one that already points here, for those who may. */
function AddRelated({ related: { entity, meta }, id }: RelatedProps) {
  const { t } = useTranslation()
  const field = entity.fields.find(({ name }) => name === meta.field)
  if (!entity.may.create || !field?.writable) return null
  return (
    <Link
      className="link small related-add"
      to={`/${meta.path}/new` as never}
      search={{ [givenKey(meta.field)]: id } as never}
      aria-label={t('record.addRelated', { what: inSentence(entity.label) })}
    >
      <Plus size={13} aria-hidden />
      {t('record.add')}
    </Link>
  )
}

/** All of them (the first hundred) as a table. */
export function RelatedTable({ related, id }: RelatedProps) {
  const { t } = useTranslation()
  const columns = columnsOf(related).slice(0, many.columns)
  const rows = useRelatedRows(related, id, many.rows, columns)
  if (rows.isPending) return <SkeletonRows rows={5} />
  if (rows.isError) return <ErrorBlock problem={rows.error} onRetry={() => rows.refetch()} />
  return (
    <div className="lines related-table">
      <p className="panel-tools">
        <AddRelated related={related} id={id} />
        <Link className="link small" {...listAddress(related, id)}>
          {t('generic.record.openList', { what: inSentence(related.meta.label) })}
        </Link>
      </p>
      <Rows related={related} columns={columns} rows={rows.data.data} headed />
    </div>
  )
}

interface RowsProps {
  readonly related: RelatedList
  readonly columns: readonly FieldMeta[]
  readonly rows: readonly RecordRow[]
  /** Whether the names of the columns are to be seen, not only heard. */
  readonly headed?: boolean
}

function Rows({ related: { entity, meta }, columns, rows, headed = false }: RowsProps) {
  const { t } = useTranslation()
  const title = useTitleOf()
  if (rows.length === 0) return <p className="quiet small related-none">{t('generic.record.noneRelated')}</p>
  const side = (field: FieldMeta) => (viewOf(field).numeric ? 'end' : undefined)
  return (
    <table className={headed ? undefined : 'related-few'}>
      <thead className={headed ? undefined : 'visually-hidden'}>
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
        {rows.map(row => {
          const state = stateOf(entity, row.status)
          return (
            <tr key={row.id}>
              <td>
                <Link className="grid-link" to={recordAddress(meta.path, row.id) as never}>
                  {state && <StatusGlyph tone={state.tone} label={state.label} />}
                  <span className="ellipsis">{title(entity, row)}</span>
                </Link>
              </td>
              {columns.map(field => (
                <td key={field.name} className={side(field)}>
                  <Cell field={field} value={row[field.name]} />
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
