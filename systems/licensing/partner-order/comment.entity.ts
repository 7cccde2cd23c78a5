import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { partner } from '../partner/partner.entity.ts'
import { partnerOrder } from './order.entity.ts'

/**
 * What was said about an order: among ourselves, or shared with the partner. `sharedWith` names the partner only where it
 * is shared, so that what is internal lies outside of every partner's reach.
 */
export const orderComment = entity('licensing.orderComment', {
  path: 'order_comments',
  title: 'authorName',
  icon: 'message-square-text',
  byActionsOnly: true,
  fields: {
    order: field.ref(partnerOrder),
    visibility: field.choice(['shared', 'internal']).default('shared'),
    text: field.longText({ max: 4000 }),
    authorName: field.text({ max: 200 }),
    byPartner: field.boolean().default(false),
    sharedWith: field.ref(partner, { open: true }).internal(),
  },
  scopes: { own: 'order.partner.manager.member', partner: 'sharedWith.users.member' },
  views: {
    all: { columns: ['createdAt', 'order', 'authorName', 'visibility', 'text'], sort: '-createdAt' },
  },
  indexes: [['createdAt']],
})
