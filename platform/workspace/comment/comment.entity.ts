import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** What somebody said about a record. Who said it is who created it; the name is kept for who has no membership. */
export const comment = entity('workspace.comment', {
  title: 'authorName',
  icon: 'message-square',
  byActionsOnly: true,
  fields: {
    /** The kind of record and its id: no reference, for it may be any. */
    about: field.text({ max: 120 }),
    aboutId: field.text({ max: 36 }),
    authorName: field.text({ max: 200 }),
    text: field.longText({ max: 10_000 }),
    /** Ids of members. */
    mentions: field.json(),
    editedAt: field.instant().optional(),
  },
  indexes: [['about', 'aboutId']],
})
