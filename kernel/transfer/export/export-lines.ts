import type { Grant } from '../../access/grant.ts'
import { permissionOf } from '../../access/permission.ts'
import { fieldCondition, shownCondition } from '../../access/scope.ts'
import { reachable, tableOf } from '../../data/list.ts'
import type { Values } from '../../data/shape.ts'
import { compile, sql } from '../../data/sql.ts'
import { readFlight } from '../../data/unit-of-work.ts'
import { type AnyEntity, fieldsOf, snake, titleFields } from '../../entity/entity.ts'
import type { Fields } from '../../fields/field.ts'
import { isPlain, writeLineText } from '../../fields/lines/line-text.ts'
import type { Session } from '../../operations/read.ts'
import { mayTellPaths, treePath } from '../tree-path.ts'
import type { ExportColumn } from './export-cell.ts'

/** The child lines that a file can hold in one cell, and that the person may see. */
export const writtenLines = (entity: AnyEntity, grants: readonly Grant[]): string[] =>
  fieldsOf(entity)
    .filter(([name, { kind }]) => kind.lineText && shownCondition(entity, grants, name, 't') !== 'never')
    .map(([name]) => name)

/** By what records are written so that an import finds them again: a code, or the way through the tree. */
function spellings(entity: AnyEntity, grants: readonly Grant[]) {
  const codes = fieldsOf(entity)
    .filter(([, { kind, traits }]) => traits.unique && kind.columns.length === 1 && kind.columns[0]?.type === 'text')
    .filter(([name]) => fieldCondition(entity, grants, name, 't') === 'always')
    .map(([name]) => sql`${sql.ref(`t.${snake(name)}`)}`)
  const [title = ''] = titleFields(entity)
  return entity.tree && mayTellPaths(entity, grants, title) ? [...codes, treePath(entity, title)] : codes
}

/** What each record is called in a cell; its id where no code or path could be read back. */
async function namesOf({ runtime, tenant, actor }: Session, entity: AnyEntity, ids: readonly string[]) {
  const grants = actor.access.grants(permissionOf(entity, 'read'))
  const written = grants.length ? spellings(entity, grants) : []
  const names = new Map<string, string>()
  if (ids.length === 0 || written.length === 0) return names
  const statement = compile(sql`select t.id, ${sql.join(written)} from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, grants), sql` and `)} and t.id = any(${ids}::uuid[])`)
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  for (const [id, ...cells] of results[0] ?? []) {
    const name = cells.find(cell => cell !== null && isPlain(cell))
    if (name) names.set(id as string, name)
  }
  return names
}

type LinesColumn = ExportColumn & Required<Pick<ExportColumn, 'lines'>>

async function writer(session: Session, page: readonly Values[], { name, lines: { line, text } }: LinesColumn) {
  const rows = page.flatMap(values => (Array.isArray(values[name]) ? (values[name] as Values[]) : []))
  const names = new Map<string, Map<string, string>>()
  for (const reference of text.refs) {
    const target = reference && ((line.fields as Fields)[reference]?.kind.refersTo?.() as AnyEntity | undefined)
    if (!target) continue
    const ids = new Set(rows.map(row => row[reference]).filter(id => typeof id === 'string'))
    names.set(reference, await namesOf(session, target, [...ids]))
  }
  const spell = (reference: string, id: string) => names.get(reference)?.get(id) ?? id
  return (value: unknown) => (Array.isArray(value) ? writeLineText(value as Values[], text, spell) || null : null)
}

/** How the child lines of a page are written, by field. */
export async function linesOf(session: Session, page: readonly Values[], columns: readonly ExportColumn[]) {
  const written = new Map<string, (value: unknown) => string | null>()
  for (const column of columns)
    if (column.lines) written.set(column.name, await writer(session, page, column as LinesColumn))
  return written
}
