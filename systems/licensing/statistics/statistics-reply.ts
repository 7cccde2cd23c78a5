import { z } from 'zod'

const result = z.object({ currency: z.string().nullable(), value: z.union([z.string(), z.number()]) })
const results = z.array(result)
/** The list whose records a figure was taken from: its address and parameters. */
const list = z.object({ collection: z.string(), query: z.record(z.string(), z.string()) })
const counted = { count: z.int(), results, list }

const figure = z.object({
  key: z.string(),
  unit: z.enum(['money', 'count', 'percent', 'days']),
  good: z.enum(['more', 'less']).nullable(),
  results,
  parts: z.array(
    z.object({
      role: z.enum(['is', 'of', 'among', 'versus']),
      measure: z.string(),
      ...counted,
    }),
  ),
})
const attained = z.object({
  id: z.string(),
  title: z.string().nullable(),
  target: results,
  attained: results,
  ...counted,
})

/** Every figure with the lists it equals; what the reader may not ask is not there. */
export const statisticsReply = z.object({
  on: z.string(),
  /** When it was worked out. */
  at: z.string(),
  from: z.string(),
  figures: z.array(figure),
  breakdowns: z.array(
    z.object({
      field: z.string(),
      rows: z.array(z.object({ key: z.string().nullable(), title: z.string().nullable(), ...counted })),
    }),
  ),
  funnel: z.array(z.object({ key: z.string(), count: z.int(), list })),
  expiry: z
    .object({
      months: z.array(z.string()),
      cells: z.array(z.object({ month: z.string(), edition: z.string(), count: z.int(), list })),
    })
    .nullable(),
  orders: z.array(z.object({ month: z.string(), ...counted })).nullable(),
  reps: z.array(attained),
  partners: z.array(attained),
})
