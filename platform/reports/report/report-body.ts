import { z } from 'zod'
import { audiences, shapes } from './report.entity.ts'

const isStorable = (value: unknown) => !JSON.stringify(value).includes('\\u0000')
const unstorable = { params: { code: 'INVALID_CHARACTER' } }
const word = z.string().max(120)

/** What is asked, and how the answer is laid out. Which of it may be asked is for the reader's rights to say. */
const definition = z
  .strictObject({
    /** Filters, search and order, as a list takes them. */
    query: z.record(z.string().max(200), z.string().max(2000)).default({}),
    /** Of a table. */
    columns: z.array(word).max(60).default([]),
    /** Of a pivot or chart: one or two fields, and what is worked out over each group. */
    group: z.array(word).max(2).default([]),
    measures: z.array(word).max(6).default([]),
    chart: z.enum(['bar', 'line', 'pie']).default('bar'),
  })
  .refine(isStorable, unstorable)
  .refine(({ query }) => Object.keys(query).every(key => !key.startsWith('page[')), {
    params: { code: 'INVALID_VALUE' },
  })
export type Definition = z.infer<typeof definition>

export const formats = ['xlsx', 'csv', 'pdf'] as const
const schedule = z.strictObject({
  every: z.enum(['day', 'week', 'month']),
  hour: z.int().min(0).max(23),
  /** Of the week, Monday is 1; of the month, up to the 28th that each month has. */
  day: z.int().min(1).max(28).optional(),
  format: z.enum(formats).default('xlsx'),
  recipients: z.array(z.uuid()).min(1).max(50),
})
export type Sending = z.infer<typeof schedule>

const name = z.string().trim().min(1).max(100).refine(isStorable, unstorable)
export const reportBody = z.strictObject({
  name,
  collection: z.string().max(60),
  shape: z.enum(shapes).default('table'),
  definition,
  audience: z.enum(audiences).default('personal'),
  schedule: schedule.nullable().default(null),
})
export type ReportBody = z.infer<typeof reportBody>

export const reportPatch = z.strictObject({
  name: name.optional(),
  shape: z.enum(shapes).optional(),
  definition: definition.optional(),
  audience: z.enum(audiences).optional(),
  schedule: schedule.nullable().optional(),
  version: z.int().min(1).optional(),
})
export type ReportPatch = z.infer<typeof reportPatch>

export const reportReply = z.object({
  id: z.string(),
  name: z.string(),
  collection: z.string(),
  shape: z.enum(shapes),
  definition: z.looseObject({}),
  audience: z.enum(audiences),
  schedule: z.looseObject({}).nullable(),
  /** The day of the last sending. */
  sentOn: z.string().nullable(),
  owner: z.object({ id: z.string().nullable(), name: z.string() }),
  mayChange: z.boolean(),
  version: z.int(),
  updatedAt: z.string(),
})
export type ReportReply = z.infer<typeof reportReply>
