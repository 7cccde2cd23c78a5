import { asker, type Who } from '../access/who.ts'
import { type AnyEntity, snake, statesOf, titleFields } from '../entity/entity.ts'
import { choice } from '../fields/choice/choice.ts'
import { instant } from '../fields/date/date.ts'
import { type AnyField, comparable, type EntityRef, type Operator } from '../fields/field.ts'
import { ref } from '../fields/ref/ref.ts'
import { type FieldProblem, Problem } from '../problem/problem.ts'
import { invalid } from '../problem/refusals.ts'
import { comparedWith, periodOf } from './period.ts'
import { type RawBuilder, sql, tenantSlot } from './sql.ts'

/** One condition of a list: `filter[endsOn][lte]=2026-12-31`, or `filter[customer.name][contains]=…` of a related one. */
export interface Filter {
  readonly field: string
  /** The name it was asked by, where that is another: what a refusal speaks of. */
  readonly asked?: string
  readonly operator: Operator
  readonly text: string
}

const instantField = instant()
const idField = ref({ name: '', system: '', table: { schema: '', name: '' } })

/** The field of that name, including those the kernel gives every record; undefined when there is none to ask about. */
export function queryable(entity: AnyEntity, name: string): AnyField | undefined {
  if (name === 'createdAt' || name === 'updatedAt') return instantField
  if (name === 'id') return entity.tree ? ref(entity) : idField
  if (name === 'createdBy') return idField
  if (name === 'status') return statesOf(entity).length ? choice(statesOf(entity)) : undefined
  const field = (entity.fields as Record<string, AnyField>)[name]
  return field && (field.kind.columns.length > 0 || namedByLines(field)) ? field : undefined
}

/** The reference that child lines are a list of: the roles a person holds, the departments they belong to. */
function namedByLines({ kind }: AnyField): { line: AnyEntity; name: string; field: AnyField } | undefined {
  const line = kind.lines?.() as AnyEntity | undefined
  const [name = ''] = line ? titleFields(line) : []
  const field = (line?.fields as Record<string, AnyField> | undefined)?.[name]
  return line && field?.kind.refersTo ? { line, name, field } : undefined
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, match => `\\${match}`)
const comparison: Partial<Record<Operator, string>> = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function compare(column: RawBuilder<unknown>, type: string, operator: Operator, operand: unknown): RawBuilder<boolean> {
  const typed = sql`${operand}::${sql.raw(type)}`
  if (operator === 'ne') return sql<boolean>`${column} is distinct from ${typed}`
  return sql<boolean>`${column} ${sql.raw(comparison[operator] as string)} ${typed}`
}

function membership(field: AnyField, column: RawBuilder<unknown>, negated: boolean, texts: readonly string[]) {
  const operands = texts.map(text => operandOf(field, text))
  const type = field.kind.columns[0]?.type as string
  const any = sql<boolean>`${column} = any(${operands}::${sql.raw(type)}[])`
  return negated ? sql<boolean>`(${column} is null or not ${any})` : any
}

/** `@me` and `@site`: whoever asks, and where. */
function relative({ kind }: AnyField, text: string, who: Who): unknown {
  if (kind.name !== 'ref') return undefined
  return text === '@me' ? who.member : text === '@site' ? who.site : undefined
}

class UnfitOperand extends Error {}
function operandOf(field: AnyField, text: string, who: Who = asker): unknown {
  const operand = relative(field, text, who) ?? field.kind.operand(text)
  if (operand === undefined || (typeof operand === 'string' && operand.includes('\u0000'))) throw new UnfitOperand()
  return operand
}

const tableOf = ({ table }: EntityRef) => sql.table(`${table.schema}.${table.name}`)

/** Some line names one of the records, or what is below them. */
function lineCondition(field: AnyField, { operator, text }: Filter, alias: string, who: Who) {
  const named = namedByLines(field)
  if (!named) return undefined
  const asked = { field: named.name, operator: operator === 'contains' ? 'in' : operator, text } as const
  return sql<boolean>`${sql.ref(`${alias}.id`)} in (select line.parent_id from ${tableOf(named.line)} as line
    where line.tenant_id = ${tenantSlot} and ${condition(named.field, asked, 'line', who)})`
}

/** The records named and whatever hangs below them in the tree that the reference leads to. */
function isBelow(field: AnyField, column: RawBuilder<unknown>, text: string, who: Who): RawBuilder<boolean> {
  const target = field.kind.refersTo?.() as EntityRef
  const tops = text.split(',').map(id => operandOf(field, id, who))
  // Found once, as a list: an index leads from it to the rows that name one of them.
  return sql<boolean>`${column} = any(array(select node.id from ${tableOf(target)} as node
    where node.tenant_id = ${tenantSlot} and node.lineage && array[${sql.join(tops)}]::uuid[]))`
}

/** Some of the texts are no single values: words, or days of a field that knows the hour. */
const isWorded = (field: AnyField, text: string) =>
  text.split(',').some(part => part.startsWith('@') || periodOf(field, part) !== undefined)

function amongWords(field: AnyField, { operator, ...filter }: Filter, alias: string, who: Who): RawBuilder<boolean> {
  const each = filter.text.split(',').map(text => condition(field, { ...filter, operator: 'eq', text }, alias, who))
  const any = sql<boolean>`(${sql.join(each, sql` or `)})`
  return operator === 'in' ? any : sql<boolean>`coalesce(not ${any}, true)`
}

/** One filter as a condition over the column. */
function condition(field: AnyField, filter: Filter, alias: string, who: Who): RawBuilder<boolean> {
  const overLines = lineCondition(field, filter, alias, who)
  if (overLines) return overLines
  const { field: name, operator, text } = filter
  const column = sql`${sql.ref(`${alias}.${snake(name)}`)}`
  const type = field.kind.columns[0]?.type as string
  if (operator === 'empty') {
    const nothing =
      type === 'text[]' ? sql<boolean>`coalesce(cardinality(${column}), 0) = 0` : sql<boolean>`${column} is null`
    return text === 'false' ? sql<boolean>`not (${nothing})` : nothing
  }
  if (operator === 'below') return isBelow(field, column, text, who)
  if ((operator === 'in' || operator === 'nin') && isWorded(field, text)) return amongWords(field, filter, alias, who)
  if (operator === 'in' || operator === 'nin') return membership(field, column, operator === 'nin', text.split(','))
  if (operator === 'contains' && type === 'text[]')
    return sql<boolean>`${operandOf(field, text)}::text = any(${column})`
  if (operator === 'contains') return sql<boolean>`${column} ilike ${`%${escapeLike(text)}%`}`
  if (operator === 'starts') return sql<boolean>`${column} ilike ${`${escapeLike(text)}%`}`
  const period = periodOf(field, text)
  const within = period && comparedWith(column, operator, period)
  return within ?? compare(column, type, operator, operandOf(field, text, who))
}

/** Whether the entity has such a field, and the field can be asked so. */
export function isAskable(entity: AnyEntity, filter: Filter): boolean {
  try {
    return filterConditions(entity, [filter], () => true, 't').length > 0
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** The filters as one condition each. Throws INVALID with a field problem for each that cannot be asked. */
export function filterConditions(
  entity: AnyEntity,
  filters: readonly Filter[],
  visible: (field: string) => boolean,
  alias: string,
  who: Who = asker,
): RawBuilder<boolean>[] {
  const problems: FieldProblem[] = []
  const conditions = filters.flatMap(filter => {
    const at = `filter[${filter.asked ?? filter.field}][${filter.operator}]`
    const field = visible(filter.field) ? queryable(entity, filter.field) : undefined
    if (!field) problems.push({ field: at, code: 'UNKNOWN_FIELD' })
    else if (!operatorsOf(field).includes(filter.operator))
      problems.push({ field: at, code: 'UNKNOWN_OPERATOR', message: unknownOperator })
    else
      try {
        return [condition(field, filter, alias, who)]
      } catch (error) {
        if (!(error instanceof UnfitOperand)) throw error
        problems.push({ field: at, code: 'INVALID_VALUE' })
      }
    return []
  })
  if (problems.length) throw invalid({}, { fields: problems })
  return conditions
}

export function operatorsOf(field: AnyField): readonly Operator[] {
  if (field === instantField) return comparable
  const named = namedByLines(field)
  if (named) return ['contains', ...operatorsOf(named.field).filter(operator => operator === 'below')]
  const isTree = Boolean((field.kind.refersTo?.() as AnyEntity | undefined)?.tree)
  return isTree ? [...field.kind.operators, 'below'] : field.kind.operators
}
const unknownOperator = { en: 'This field cannot be asked in this way.', zh: '此字段不支持这种筛选方式。' }
