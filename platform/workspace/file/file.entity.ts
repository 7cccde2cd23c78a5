import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** A file kept with a record. Its bytes lie on disk: see `store.ts`. */
export const file = entity('workspace.file', {
  title: 'name',
  icon: 'paperclip',
  byActionsOnly: true,
  fields: {
    /** The kind of record and its id: no reference, for it may be any. */
    about: field.text({ max: 120 }),
    aboutId: field.text({ max: 36 }),
    name: field.text({ max: 200 }),
    size: field.integer({ min: 0 }),
    type: field.text({ max: 200 }),
    hash: field.text({ max: 64 }),
    /** Under which its bytes are found. */
    storedAs: field.text({ max: 36 }).internal(),
    byName: field.text({ max: 200 }),
  },
  indexes: [['about', 'aboutId']],
})
