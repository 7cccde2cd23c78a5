import { labelsOf } from '../../derive/labels.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import { dayIn } from '../../fields/date/zone.ts'
import { type Reply, type Route, route, type SessionCall } from '../../http/route.ts'
import { invalid } from '../../problem/refusals.ts'
import { asFile } from '../csv-lines.ts'
import { exportColumns } from './export-cell.ts'
import { exportFiles, type Format } from './export-file.ts'
import { exportPages } from './export-pages.ts'

function formatOf(query: Readonly<Record<string, unknown>>): Format {
  const format = query.format ?? 'csv'
  if (format === 'csv' || format === 'xlsx' || format === 'pdf') return format
  throw invalid({}, { fields: [{ field: 'format', code: 'NOT_AN_OPTION', params: { options: 'csv, xlsx, pdf' } }] })
}

async function exportRecords(
  catalog: Catalog,
  collection: Collection,
  { session, query, language }: SessionCall,
): Promise<Reply> {
  const format = formatOf(query)
  const { format: _, ...params } = query
  const { names, pages } = await exportPages(session, collection, params)
  const { entity, facet, path } = collection
  const labels = labelsOf(catalog, language)
  const { many } = facet ? labels.facet(entity, path) : labels.entity(entity)
  const file = exportFiles[format]
  const fileName = `${path}-${dayIn(session.tenant.timeZone, new Date())}.${format}`
  return {
    status: 200,
    stream: file.stream(session, many, exportColumns(catalog, entity, names, language), pages()),
    headers: asFile(fileName, file.type),
  }
}

/** `GET /x/export`: all records of a list, as a file. */
export const exportRoute = (catalog: Catalog, collection: Collection): Route =>
  route({
    method: 'GET',
    path: `/${collection.path}/export`,
    operation: `${collection.path}.export`,
    tag: collection.path,
    access: 'session',
    summary: 'All records a list with this query shows, as a file',
    query: {
      format: '`csv` (unless told), `xlsx` or `pdf`',
      sort: 'Fields separated by commas, `-` for descending',
      search: 'Words that must all stand in the searchable fields',
      fields: 'Only these fields, in this order, separated by commas',
    },
    replies: { 200: { description: 'The file', type: 'text/csv' } },
    run: call => exportRecords(catalog, collection, call),
  })
