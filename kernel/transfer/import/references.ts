import { permissionOf } from '../../access/permission.ts'
import { reachable, tableOf } from '../../data/list.ts'
import { sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import { type AnyEntity, fieldsOf, titleFields } from '../../entity/entity.ts'
import type { Cells, Fields } from '../../fields/field.ts'
import { mayTellPaths, treePath } from '../tree-path.ts'
import { fieldOf } from './columns.ts'
import { cellOf, rowsHolding } from './key-match.ts'
import { type Plan, spoken } from './plan.ts'
import { isOpen } from './rights.ts'
import { atField, rowProblem } from './row-problem.ts'
import { type Draft, newId } from './row-reader.ts'

/** A reference to a row of the same batch, whose id is certain only once that row is judged. */
export interface Pending {
  readonly draft: Draft
  readonly field: string
  readonly target: Draft
}
/** A text and the records it could mean. */
type Found = Map<string, string[]>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const isText = (entity: AnyEntity, name: string) => {
  const columns = fieldOf(entity, name)?.kind.columns
  return columns?.length === 1 && columns[0]?.type === 'text'
}

/** The fields by which people name a record of the entity: what is unique first, then its title. */
function namesOf(plan: Plan, entity: AnyEntity): { unique: string[]; title: string[] } {
  const read = plan.session.actor.access.grants(permissionOf(entity, 'read'))
  const open = (name: string) => isText(entity, name) && isOpen(entity, read, name)
  const keys = entity === plan.entity && plan.key.length === 1 ? plan.key : [] // a file that refers to itself does so by its key
  const unique = fieldsOf(entity)
    .filter(([name, { traits }]) => (traits.unique || keys.includes(name)) && open(name))
    .map(([name]) => name)
  const title = titleFields(entity)
  return { unique, title: title.every(open) && !title.every(name => unique.includes(name)) ? [...title] : [] }
}

const isEmail = (entity: AnyEntity, name: string) => fieldOf(entity, name)?.kind.name === 'email'
const lower = (text: string) => text.toLowerCase()

/** Rows of the target as text and id, gathered by text. */
function gathered(rows: readonly Cells[]): Found {
  const found: Found = new Map()
  for (const [text, id] of rows) found.set(text as string, [...(found.get(text as string) ?? []), id as string])
  return found
}

/** Records of the target that the person may see and whose field holds one of the texts. */
async function byField(work: Work, entity: AnyEntity, field: string, texts: readonly string[]): Promise<Found> {
  const grants = work.actor.access.grants(permissionOf(entity, 'read'))
  if (texts.length === 0 || grants.length === 0) return new Map()
  const from = rowsHolding(
    entity,
    [field],
    texts.map(text => [text]),
    reachable(entity, grants),
  )
  return gathered(await work.read(sql`select ${cellOf(entity, field)}, t.id from ${from}`))
}

/** The same by the words of several fields together: a person's first and last name. */
async function byWords(
  work: Work,
  entity: AnyEntity,
  fields: readonly string[],
  texts: readonly string[],
): Promise<Found> {
  const grants = work.actor.access.grants(permissionOf(entity, 'read'))
  if (texts.length === 0 || grants.length === 0) return new Map()
  const words = sql`concat_ws(' ', ${sql.join(fields.map(field => cellOf(entity, field)))})`
  return gathered(
    await work.read(sql`select ${words}, t.id from ${tableOf(entity)} as t
      where ${sql.join(reachable(entity, grants), sql` and `)} and (${words} in (select * from unnest(${texts}::text[]))) is true`),
  )
}

/** `Works/ East` and `Works / East` are one path. */
const pathOf = (text: string) =>
  text
    .split('/')
    .map(name => name.trim())
    .join(' / ')

/** The same in a tree by the way from its root: `Works / East`. */
async function byPath(work: Work, entity: AnyEntity, title: string, texts: readonly string[]): Promise<Found> {
  const paths = [...new Set(texts.filter(text => text.includes('/')).map(pathOf))]
  const grants = work.actor.access.grants(permissionOf(entity, 'read'))
  if (paths.length === 0 || !mayTellPaths(entity, grants, title)) return new Map()
  const path = treePath(entity, title)
  const last = paths.map(text => text.split(' / ').at(-1) as string)
  return gathered(
    await work.read(sql`select ${path}, t.id from ${tableOf(entity)} as t
      where ${sql.join(reachable(entity, grants), sql` and `)} and ${cellOf(entity, title)} = any(${last}::text[])
      and ${path} = any(${paths}::text[])`),
  )
}

/** Looks texts up as ids, then as unique values, then as titles; each only for what is not found yet. */
async function findAll(work: Work, plan: Plan, entity: AnyEntity, texts: readonly string[]): Promise<Found> {
  const found: Found = new Map()
  const left = () => texts.filter(text => !found.has(text))
  const take = (hits: Found, asked: (text: string) => string) => {
    for (const text of left()) {
      const ids = hits.get(asked(text))
      if (ids) found.set(text, ids)
    }
  }
  const { unique, title } = namesOf(plan, entity)
  take(await byField(work, entity, 'id', texts.filter(text => uuid.test(text)).map(lower)), lower)
  for (const name of [...unique, ...(title.length === 1 ? title : [])]) {
    const asked = isEmail(entity, name) ? lower : (text: string) => text
    take(await byField(work, entity, name, [...new Set(left().map(asked))]), asked)
  }
  if (title.length > 1) take(await byWords(work, entity, title, left()), text => text)
  if (entity.tree && title.length === 1) take(await byPath(work, entity, title[0] as string, left()), pathOf)
  return found
}

/** The rows of this batch by what they may be called. */
function namesInBatch(plan: Plan, drafts: readonly Draft[]): Map<string, Draft> {
  const { unique, title } = namesOf(plan, plan.entity)
  const names = new Map<string, Draft>()
  for (const draft of drafts)
    for (const name of new Set([...unique, ...(title.length === 1 ? title : [])])) {
      const text = spoken(plan.entity, draft, name)
      if (text !== undefined && !names.has(text)) names.set(text, draft)
    }
  return names
}

/** Remembers what rows of a dry run are called once they would have been created. */
export function rememberNames(plan: Plan, drafts: readonly Draft[]): void {
  for (const [text, draft] of namesInBatch(plan, drafts)) plan.names.claim(text, draft.line)
}

const unknownLine = { en: 'There is no "{text}".', zh: '没有“{text}”。' }

/** The record that one word of a cell means, or a problem of its row. */
function meant(found: Found, text: string, place: { column: string | null; field: string }, { problems }: Draft) {
  const ids = found.get(text) ?? []
  if (ids.length === 1) return ids[0]
  const params = { text }
  problems.push(
    ids.length > 1
      ? rowProblem('AMBIGUOUS_REFERENCE', place)
      : atField(place.column, place.field, { code: 'REFERENCE_NOT_FOUND', params, message: unknownLine }),
  )
  return undefined
}

/** Turns what cells name into child lines, reference by reference. */
async function findLines(work: Work, plan: Plan, field: string, drafts: readonly Draft[]): Promise<void> {
  const { lineText, lines } = fieldOf(plan.entity, field)?.kind ?? {}
  const line = lines?.() as AnyEntity | undefined
  if (!lineText || !line) return
  const place = { column: plan.reader.headers.get(field) ?? null, field }
  const names = lineText.refs.filter(name => name !== undefined)
  const wanted = drafts.flatMap(draft => draft.named[field] ?? [])
  const found: Found[] = []
  for (const [i, name] of names.entries()) {
    const target = (line.fields as Fields)[name]?.kind.refersTo?.() as AnyEntity
    const texts = wanted.map(parts => parts[i]).filter(text => typeof text === 'string')
    found.push(await findAll(work, plan, target, [...new Set(texts)]))
  }
  for (const draft of drafts)
    if (draft.named[field])
      draft.values[field] = draft.named[field].map(parts =>
        Object.fromEntries(
          names.map((name, i) => [name, parts[i] ? meant(found[i] as Found, parts[i], place, draft) : null]),
        ),
      )
}

/**
 * Turns what the file calls a record into its id, for all rows of a batch at once. What is not there and what the person
 * may not see get the same answer. A file may refer to itself: to any row of the same batch, and to all before it.
 */
export async function findReferences(work: Work, plan: Plan, drafts: readonly Draft[]): Promise<Pending[]> {
  const pending: Pending[] = []
  for (const [field, header] of plan.reader.headers) {
    const target = (plan.entity.fields as Fields)[field]?.kind.refersTo?.() as AnyEntity | undefined
    if (!target) continue
    const texts = [...new Set(drafts.flatMap(draft => draft.references[field] ?? []))]
    const found = await findAll(work, plan, target, texts)
    const own = target === plan.entity ? namesInBatch(plan, drafts) : undefined
    for (const draft of drafts) {
      const text = draft.references[field]
      if (text === undefined) continue
      const ids = found.get(text) ?? []
      const inBatch = own?.get(text)
      if (ids.length === 1) draft.values[field] = ids[0]
      else if (ids.length > 1) draft.problems.push(rowProblem('AMBIGUOUS_REFERENCE', { column: header, field }))
      else if (inBatch) pending.push({ draft, field, target: inBatch })
      else if (own && plan.record.dryRun && plan.names.has(text)) draft.values[field] = newId(draft)
      else draft.problems.push(atField(header, field, { code: 'REFERENCE_NOT_FOUND' }))
    }
  }
  for (const field of plan.reader.headers.keys()) await findLines(work, plan, field, drafts)
  return pending
}
