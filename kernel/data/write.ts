import { type AnyEntity, fieldsOf, snake } from '../entity/entity.ts'
import type { Statement } from './batch.ts'
import type { Values } from './shape.ts'

const quoted = (name: string) => `"${name}"`
const into = (entity: AnyEntity) => `${quoted(entity.table.schema)}.${quoted(entity.table.name)}`

/** The columns and parameters of those stored fields that `values` names. */
function storedCells(entity: AnyEntity, values: Values): { columns: string[]; parameters: unknown[] } {
  const columns: string[] = []
  const parameters: unknown[] = []
  for (const [name, { kind }] of fieldsOf(entity)) {
    const value = values[name]
    if (value === undefined || kind.columns.length === 0) continue
    const cells = value === null ? kind.columns.map(() => null) : kind.write(value)
    kind.columns.forEach(({ suffix }, i) => {
      columns.push(snake(name) + suffix)
      parameters.push(cells[i])
    })
  }
  return { columns, parameters }
}

export function insertRow(entity: AnyEntity, own: Readonly<Record<string, unknown>>, values: Values): Statement {
  const { columns, parameters } = storedCells(entity, values)
  const names = [...Object.keys(own), ...columns].map(quoted).join(', ')
  const all = [...Object.values(own), ...parameters]
  return {
    text: `insert into ${into(entity)} (${names}) values (${all.map((_, i) => `$${i + 1}`).join(', ')})`,
    values: all,
  }
}

/** Changes one row and counts its version up. The row is locked by the same transaction, so no version is compared. */
export function updateRow(
  entity: AnyEntity,
  key: { tenantId: string; id: string },
  own: Readonly<Record<string, unknown>>,
  values: Values,
): Statement {
  const { columns, parameters } = storedCells(entity, values)
  const sets = [...Object.keys(own), ...columns].map((name, i) => `${quoted(name)} = $${i + 3}`)
  return {
    text: `update ${into(entity)} set ${sets.join(', ')}, version = version + 1 where tenant_id = $1 and id = $2`,
    values: [key.tenantId, key.id, ...Object.values(own), ...parameters],
  }
}

export interface LineChange {
  readonly line: AnyEntity
  readonly tenantId: string
  readonly parentId: string
  readonly before: readonly Values[]
  readonly after: readonly Values[]
}

/** The statements that turn one list of child lines into another: by id, then in the new order. */
export function saveLines({ line, tenantId, parentId, before, after }: LineChange): Statement[] {
  const kept = new Set(after.map(values => values.id))
  const known = new Set(before.map(values => values.id))
  const gone = before.filter(values => !kept.has(values.id))
  return [
    ...gone.map(({ id }) => ({
      text: `delete from ${into(line)} where tenant_id = $1 and id = $2`,
      values: [tenantId, id],
    })),
    ...after.map(({ id, ...values }, position) =>
      known.has(id)
        ? updateLine(line, tenantId, id as string, position, values)
        : insertRow(line, { tenant_id: tenantId, id, parent_id: parentId, position }, values),
    ),
  ]
}

function updateLine(line: AnyEntity, tenantId: string, id: string, position: number, values: Values): Statement {
  const { columns, parameters } = storedCells(line, values)
  const sets = ['position', ...columns].map((name, i) => `${quoted(name)} = $${i + 3}`)
  return {
    text: `update ${into(line)} set ${sets.join(', ')} where tenant_id = $1 and id = $2`,
    values: [tenantId, id, position, ...parameters],
  }
}
