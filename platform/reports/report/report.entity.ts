import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

export const shapes = ['table', 'pivot', 'chart'] as const
export const audiences = ['personal', 'team'] as const

/** A question about a collection and how its answer is laid out, kept under a name; its creator owns it. */
export const report = entity('reports.report', {
  title: 'name',
  icon: 'chart-pie',
  byActionsOnly: true,
  fields: {
    name: field.text({ max: 100 }),
    collection: field.text({ max: 60 }),
    shape: field.choice([...shapes]).default('table'),
    definition: field.json(),
    audience: field.choice([...audiences]).default('personal'),
    /** When it is sent to whom, in which form; none unless somebody wished it. */
    schedule: field.json().optional(),
    /** The day of the last sending: what was due until then is done. */
    sentOn: field.date().optional(),
  },
  indexes: [['createdAt']],
})
