import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { activation } from '../activation/activation.entity.ts'
import { license } from '../license/license.entity.ts'

/**
 * An installation that reports its use, known by the public key it signs with. The first of a licence or activation is
 * trusted; another one may be a second history, so it counts only once somebody has looked at it.
 */
export const installation = entity('licensing.installation', {
  path: 'installations',
  title: 'publicKey',
  icon: 'server',
  byActionsOnly: true,
  fields: {
    publicKey: field.text({ max: 60 }).search(),
    license: field.ref(license),
    activation: field.ref(activation).optional(),
    /** Equal for an installation and the one it replaced: what both told of one day is one use. */
    place: field.text({ max: 60 }),
    reason: field.longText({ max: 1000 }).internal(),
  },
  states: { pending: ['trusted', 'replaced'], trusted: ['replaced'], replaced: [] },
  tones: { pending: 'issue', trusted: 'accepted', replaced: 'unstarted' },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  unique: [['license', 'publicKey']],
  views: {
    all: { columns: ['publicKey', 'license', 'activation', 'status', 'createdAt'], sort: '-createdAt' },
    pending: { columns: ['publicKey', 'license', 'createdAt'], filter: { status: 'pending' }, sort: '-createdAt' },
  },
  indexes: [['createdAt']],
})
