import { Readable } from 'node:stream'
import type { Reply } from '../../http/route.ts'
import type { Language } from '../../messages/language.ts'
import type { Session } from '../../operations/read.ts'
import { asFile, byteOrderMark, csvLines } from '../csv-lines.ts'
import type { ImportRecord } from './import-record.ts'
import { readErrors } from './store.ts'
import { sayErrors } from './view.ts'

const heads = {
  en: ['Line', 'Column', 'Field', 'Problem', 'Code'],
  zh: ['行', '列', '字段', '问题', '代码'],
}
const rowsPerRead = 1_000

async function* lines(session: Session, id: string, language: Language): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([heads[language]])
  for (let after = -1; ; ) {
    const rows = await readErrors(session, id, after, rowsPerRead)
    if (rows.length)
      yield csvLines(
        sayErrors(rows, language).map(e => [String(e.line), e.column ?? '', e.field ?? '', e.message, e.code]),
      )
    if (rows.length < rowsPerRead) return
    after = rows.at(-1)?.place ?? after
  }
}

/** Every problem of an import, as a file that a person works through beside the one that was imported. */
export const errorFile = (session: Session, { id, fileName }: ImportRecord, language: Language): Reply => ({
  status: 200,
  stream: Readable.from(lines(session, id, language)),
  headers: asFile(`${fileName.replace(/\.\w+$/, '')}-errors.csv`, 'text/csv; charset=utf-8'),
})
