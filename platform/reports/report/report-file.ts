import type { Readable } from 'node:stream'
import { require } from '@tenon/kernel/access/access.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { exportColumns } from '@tenon/kernel/transfer/export/export-cell.ts'
import { exportFiles, type Format } from '@tenon/kernel/transfer/export/export-file.ts'
import { exportPages } from '@tenon/kernel/transfer/export/export-pages.ts'
import { tableFile } from '@tenon/kernel/transfer/export/table-file.ts'
import type { Definition, ReportReply } from './report-body.ts'
import { resultOf } from './result.ts'

/** A report as whoever reads it asks for it: with their rights, in their language. */
export interface Asked extends Pick<ReportReply, 'name' | 'shape'> {
  readonly definition: Definition
  readonly collection: Collection
}

export interface ReportFile {
  readonly name: string
  readonly type: string
  readonly stream: Readable
}

const plain = (name: string) => name.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').trim() || 'report'

async function streamOf(session: Session, catalog: Catalog, report: Asked, format: Format): Promise<Readable> {
  const { collection, definition, name, shape } = report
  const { language } = session.actor
  if (shape === 'table') {
    const { query, columns } = definition
    const wanted = columns.length ? { ...query, fields: columns.join(',') } : query
    const { names, pages } = await exportPages(session, collection, wanted)
    const file = exportFiles[format]
    return file.stream(session, name, exportColumns(catalog, collection.entity, names, language), pages())
  }
  // Groups leave the house as a file: what reading them allows is not enough.
  require(session.actor.access, permissionOf(collection.entity, 'export'))
  const { columns, rows } = await resultOf(session, catalog, report)
  const note = `${session.tenant.name} · ${dayIn(session.tenant.timeZone, new Date())}`
  return tableFile(format, { title: name, note, columns, rows, language })
}

/** Throws FORBIDDEN for what the reader may not list or export, INVALID for what they cannot ask. */
export async function reportFile(
  session: Session,
  catalog: Catalog,
  report: Asked,
  format: Format,
): Promise<ReportFile> {
  const stream = await streamOf(session, catalog, report, format)
  const day = dayIn(session.tenant.timeZone, new Date())
  return { name: `${plain(report.name)} ${day}.${format}`, type: exportFiles[format].type, stream }
}
