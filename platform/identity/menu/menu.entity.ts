import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** What an organisation says of one entry of its menu: where it stands, what it is called, whether it shows. */
export const menuItem = entity('identity.menuItem', {
  title: 'key',
  fields: {
    key: field.text({ max: 120 }),
    /** Another entry's key, or `top`; where the entry is by default when empty. */
    parent: field.text({ max: 120 }).optional(),
    /** Among the entries beside it; after its neighbour by default when empty. */
    rank: field.integer().optional(),
    label: field.text({ max: 60 }).optional(),
    labelZh: field.text({ max: 60 }).optional(),
    isHidden: field.boolean().default(false),
    icon: field.text({ max: 40 }).optional(),
    url: field.text({ max: 2000 }).optional(),
    permission: field.text({ max: 150 }).optional(),
  },
})

/** An organisation's menu, laid over what its systems bring; none until somebody arranges it. */
export const menu = entity('identity.menu', {
  title: 'name',
  icon: 'panel-left',
  byActionsOnly: true,
  fields: {
    name: field.choice(['navigation']).unique(),
    items: field.lines(menuItem, { max: 500 }),
  },
})
