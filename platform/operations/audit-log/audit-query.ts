import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'

/** What is asked of the operation log. */
export interface AuditQuery {
  readonly entity: string | undefined
  readonly act: string | undefined
  readonly member: string | undefined
  readonly record: string | undefined
  readonly address: string | undefined
  /** An instant, or a day of the organisation. */
  readonly from: string | undefined
  readonly before: string | undefined
  readonly text: string | undefined
  /** `permissions`: only what changed who may do what. */
  readonly view: 'permissions' | undefined
  readonly size: number
  readonly after: string | undefined
}

export const auditParameters = {
  'filter[entity]': 'The kind of record: `licensing.license`',
  'filter[act]': '`create`, `update`, `remove`, `restore` or an action’s name',
  'filter[member]': 'Who did it, by id',
  'filter[record]': 'The record, by id',
  'filter[address]': 'From which network address; a beginning is enough',
  'filter[at][gte]': 'From this instant or day on',
  'filter[at][lt]': 'Before this instant or day',
  search: 'Words in the name of who did it and in the reason given',
  view: '`permissions`: only what changed who may do what',
}

const word = z.string().trim().min(1).max(200)
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const parameters = z.strictObject({
  'filter[entity]': word.optional(),
  'filter[act]': word.optional(),
  'filter[member]': z.uuid().optional(),
  'filter[record]': z.uuid().optional(),
  'filter[address]': word.optional(),
  'filter[at][gte]': moment.optional(),
  'filter[at][lt]': moment.optional(),
  search: z.string().trim().max(200).optional(),
  view: z.enum(['permissions', 'all']).optional(),
  sort: z.literal('-at').optional(),
  'page[size]': z.coerce.number().int().min(1).max(500).default(50),
  'page[after]': z.string().max(200).optional(),
})

/** Throws INVALID with a problem for each parameter that cannot be understood. */
export function readAuditQuery(given: Readonly<Record<string, unknown>>): AuditQuery {
  const blank = Object.entries(given).filter(([, value]) => value !== '')
  const read = parameters.safeParse(Object.fromEntries(blank))
  if (!read.success) {
    const names = read.error.issues.flatMap(issue => ('keys' in issue ? issue.keys : [String(issue.path[0])]))
    const known = (name: string) => name in parameters.shape
    throw invalid(
      {},
      { fields: names.map(field => ({ field, code: known(field) ? 'INVALID_VALUE' : 'UNKNOWN_FIELD' })) },
    )
  }
  const { data } = read
  return {
    entity: data['filter[entity]'],
    act: data['filter[act]'],
    member: data['filter[member]'],
    record: data['filter[record]'],
    address: data['filter[address]'],
    from: data['filter[at][gte]'],
    before: data['filter[at][lt]'],
    text: data.search || undefined,
    view: data.view === 'permissions' ? 'permissions' : undefined,
    size: data['page[size]'],
    after: data['page[after]'],
  }
}
