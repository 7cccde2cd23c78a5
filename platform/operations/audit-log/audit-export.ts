import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import type { Reply, SessionCall } from '@tenon/kernel/http/route.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { asFile } from '@tenon/kernel/transfer/csv-lines.ts'
import type { ExportColumn } from '@tenon/kernel/transfer/export/export-cell.ts'
import { exportFiles } from '@tenon/kernel/transfer/export/export-file.ts'
import en from '../messages/en.json' with { type: 'json' }
import zh from '../messages/zh.json' with { type: 'json' }
import { type AuditEntry, type AuditPage, auditPage } from './audit-log.ts'
import { type AuditQuery, readAuditQuery } from './audit-query.ts'

const texts = { en: en.auditLog, zh: zh.auditLog }
type ColumnName = keyof typeof en.auditLog.columns
const names = Object.keys(en.auditLog.columns) as ColumnName[]

const columnsIn = (language: Language): ExportColumn[] =>
  names.map(name => ({ name, header: texts[language].columns[name], text: String, cell: String }))

/** `2026-11-21 14:03:07` in the organisation's time zone. */
const clock = (timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })

const shown = (value: unknown, title: string | undefined): string => {
  if (title) return title
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
const told = ({ changes }: AuditEntry) =>
  changes
    .map(({ label, before, after, beforeTitle, afterTitle }) =>
      before === null
        ? `${label}: ${shown(after, afterTitle)}`
        : `${label}: ${shown(before, beforeTitle)} → ${shown(after, afterTitle)}`,
    )
    .join('\n')

function rowOf(entry: AuditEntry, at: Intl.DateTimeFormat): Record<ColumnName, string | null> {
  return {
    at: at.format(new Date(entry.at)),
    actor: entry.actor.name,
    act: entry.label,
    entity: entry.entity.label,
    record: entry.record.title ?? entry.record.id,
    changes: told(entry),
    reason: entry.reason,
    via: entry.via,
    address: entry.address,
    requestId: entry.requestId,
    id: entry.id,
  }
}

/** The first page is asked for at once: what is wrong with the question is told before anything is sent. */
async function pagesOf(catalog: Catalog, { session, language }: SessionCall, query: AuditQuery) {
  const at = clock(session.tenant.timeZone)
  const read = (after?: string) => auditPage(catalog, session, { ...query, size: 500, after }, language)
  const first = await read()
  return (async function* () {
    let page: AuditPage = first
    for (;;) {
      yield page.data.map(entry => rowOf(entry, at))
      if (!page.page.next) return
      page = await read(page.page.next)
    }
  })()
}

/** The log as a file, page behind page, so that its length costs no memory. */
export async function exportAuditLog(catalog: Catalog, call: SessionCall): Promise<Reply> {
  const { format = 'csv', ...asked } = call.query
  if (format !== 'csv' && format !== 'xlsx')
    throw invalid({}, { fields: [{ field: 'format', code: 'NOT_AN_OPTION', params: { options: 'csv, xlsx' } }] })
  const { session, language } = call
  const pages = await pagesOf(catalog, call, readAuditQuery(asked))
  const file = exportFiles[format]
  const fileName = `audit_log-${dayIn(session.tenant.timeZone, new Date())}.${format}`
  return {
    status: 200,
    stream: file.stream(session, texts[language].title, columnsIn(language), pages),
    headers: asFile(fileName, file.type),
  }
}
