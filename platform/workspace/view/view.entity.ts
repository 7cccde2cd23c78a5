import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

export const shapes = ['table', 'board', 'calendar', 'timeline', 'pivot', 'cards'] as const
export const audiences = ['personal', 'team'] as const

/** A question about a list and the way its answer is looked at, kept under a name; its creator owns it. */
export const view = entity('workspace.view', {
  title: 'name',
  icon: 'layout-list',
  byActionsOnly: true,
  fields: {
    collection: field.text({ max: 60 }),
    name: field.text({ max: 100 }),
    shape: field.choice([...shapes]).default('table'),
    /** The parameters of the list, as they are sent. */
    query: field.json(),
    settings: field.json(),
    audience: field.choice([...audiences]).default('personal'),
  },
  indexes: [['collection']],
})
