import { type AnyEntity, fieldsOf, snake, statesOf } from '../entity/entity.ts'
import type { AnyField } from '../fields/field.ts'
import { treeTriggers } from './tree.ts'

/** A table as the declaration wants it: columns, checks, keys and indexes, each under the name it has in the database. */
export interface Table {
  readonly schema: string
  readonly name: string
  readonly columns: readonly Column[]
  readonly constraints: readonly Named[]
  readonly indexes: readonly Named[]
  readonly appendOnly: boolean
  /** Each with the statements that make it, or make it anew. */
  readonly triggers?: readonly Named[]
}
export interface Column {
  readonly name: string
  readonly type: string
  readonly notNull: boolean
  readonly default?: string
}
interface Named {
  readonly name: string
  readonly definition: string
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const list = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ')

const column = (name: string, type: string, notNull = true, byDefault?: string): Column =>
  byDefault === undefined ? { name, type, notNull } : { name, type, notNull, default: byDefault }

/** PostgreSQL cuts names at 63 bytes; a cut name would collide or fail to match on the next start. */
function named(name: string, definition: string): Named {
  if (name.length > 63) throw new Error(`The name ${name} is longer than PostgreSQL keeps`)
  return { name, definition }
}

const stored = (entity: AnyEntity) => fieldsOf(entity).filter(([, { kind }]) => kind.columns.length > 0)
const columnOf = (name: string, field: AnyField): Column[] =>
  field.kind.columns.map(({ suffix, type }) => column(snake(name) + suffix, type, !field.traits.nullable))

function checks(entity: AnyEntity): Named[] {
  const { name: table } = entity.table
  const states = statesOf(entity)
  const status = states.length
    ? [named(`${table}_status_check`, `check ("status" in (${states.map(literal).join(', ')}))`)]
    : []
  const fields = stored(entity).flatMap(([name, { kind }]) => {
    const check = kind.check?.(`"${snake(name)}"`)
    return check ? [named(`${table}_${snake(name)}_check`, `check (${check})`)] : []
  })
  return [...status, ...fields]
}

/** Every foreign key carries the tenant, so a child of one tenant can never point at a parent of another. */
function foreignKeys(entity: AnyEntity): Named[] {
  return stored(entity).flatMap(([name, { kind }]) => {
    const target = kind.refersTo?.()
    if (!target) return []
    const to = `"${target.table.schema}"."${target.table.name}" ("tenant_id", "id")`
    return [
      named(`${entity.table.name}_${snake(name)}_fkey`, `foreign key ("tenant_id", "${snake(name)}") references ${to}`),
    ]
  })
}

function indexes(entity: AnyEntity, isLine: boolean): Named[] {
  const { schema, name: table } = entity.table
  const on = `on "${schema}"."${table}"`
  const living = isLine ? '' : ' where deleted_at is null'
  const uniques = [
    ...stored(entity)
      .filter(([, f]) => f.traits.unique)
      .map(([name]) => [name]),
    ...(entity.unique ?? []),
  ].map(names => {
    const columns = names.map(snake)
    const caseless = columns.map(c =>
      entity.fields[names[columns.indexOf(c)] as string]?.kind.name === 'email' ? `lower("${c}")` : `"${c}"`,
    )
    return named(
      `${table}_${columns.join('_')}_key`,
      `create unique index ${`"${table}_${columns.join('_')}_key"`} ${on} ("tenant_id", ${caseless.join(', ')})${living}`,
    )
  })
  const plain = (names: readonly string[]) => {
    const columns = names.map(snake)
    const name = `${table}_${columns.join('_')}_idx`
    return named(name, `create index "${name}" ${on} ("tenant_id", ${list(columns)}, "id")`)
  }
  const references = stored(entity)
    .filter(([, f]) => f.kind.refersTo)
    .map(([name]) => plain([name]))
  const wished = (entity.indexes ?? []).map(plain)
  const livingIndex = named(
    `${table}_living_idx`,
    `create index "${table}_living_idx" ${on} ("tenant_id", "id") where deleted_at is null`,
  )
  const own = isLine
    ? [named(`${table}_parent_idx`, `create index "${table}_parent_idx" ${on} ("tenant_id", "parent_id", "position")`)]
    : [livingIndex]
  const all = [...uniques, ...own, ...references, ...wished]
  return all.filter((index, i) => all.findIndex(other => other.name === index.name) === i)
}

const recordColumns = (entity: AnyEntity): Column[] => [
  ...(statesOf(entity).length ? [column('status', 'text')] : []),
  column('custom', 'jsonb', true, "'{}'"),
  column('version', 'integer', true, '1'),
  column('created_at', 'timestamptz'),
  column('created_by', 'uuid', false),
  column('updated_at', 'timestamptz'),
  column('deleted_at', 'timestamptz', false),
]

/** The table of an entity; `parent` for one that is saved as another's child lines. */
export function tableOf(entity: AnyEntity, parent?: AnyEntity): Table {
  const { schema, name } = entity.table
  const owner =
    parent &&
    `foreign key ("tenant_id", "parent_id") references "${parent.table.schema}"."${parent.table.name}" ("tenant_id", "id") on delete cascade`
  return {
    schema,
    name,
    columns: [
      column('tenant_id', 'uuid'),
      column('id', 'uuid'),
      ...(parent ? [column('parent_id', 'uuid'), column('position', 'integer')] : []),
      ...fieldsOf(entity).flatMap(([field, spec]) => columnOf(field, spec)),
      // From the root of its tree down to the record itself.
      ...(entity.tree ? [column('lineage', 'uuid[]', true, "'{}'")] : []),
      ...(parent ? [] : recordColumns(entity)),
    ],
    constraints: [
      named(`${name}_pkey`, 'primary key ("tenant_id", "id")'),
      ...checks(entity),
      ...(owner ? [named(`${name}_parent_fkey`, owner)] : []),
      ...foreignKeys(entity),
    ],
    indexes: indexes(entity, parent !== undefined),
    appendOnly: entity.appendOnly ?? false,
    ...(entity.tree ? { triggers: treeTriggers(entity) } : {}),
  }
}

const qualified = (table: Table) => `"${table.schema}"."${table.name}"`
export const columnSql = ({ name, type, notNull, default: value }: Column) =>
  `"${name}" ${type}${notNull ? ' not null' : ''}${value === undefined ? '' : ` default ${value}`}`

/** The wall: what a row's tenant is not the transaction's tenant for is not there, for reading and for writing. */
export const wallSql = (qualifiedName: string): string[] => [
  `alter table ${qualifiedName} enable row level security`,
  `alter table ${qualifiedName} force row level security`,
  `drop policy if exists tenant on ${qualifiedName}`,
  `create policy tenant on ${qualifiedName} using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
]

/** The statements that create the table behind its wall. Foreign keys come after all tables: see `foreignKeySql`. */
export function createSql(table: Table, role: string): string[] {
  const keyless = table.constraints.filter(c => !c.definition.startsWith('foreign key'))
  const body = [...table.columns.map(columnSql), ...keyless.map(c => `constraint "${c.name}" ${c.definition}`)]
  return [
    `create table ${qualified(table)} (\n  ${body.join(',\n  ')}\n)`,
    ...wallSql(qualified(table)),
    `grant ${table.appendOnly ? 'select, insert' : 'select, insert, update, delete'} on ${qualified(table)} to "${role}"`,
    ...table.indexes.map(index => index.definition),
    ...(table.triggers ?? []).map(trigger => trigger.definition),
  ]
}

export const constraintSql = (table: Table, constraint: Named) =>
  `alter table ${qualified(table)} add constraint "${constraint.name}" ${constraint.definition}`
