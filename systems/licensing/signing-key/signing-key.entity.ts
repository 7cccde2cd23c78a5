import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/**
 * What licence files are signed with. One is active; a retired one still vouches for what it signed and has no private
 * half any more; nothing that a revoked one signed is accepted.
 */
export const signingKey = entity('licensing.signingKey', {
  path: 'signing_keys',
  title: 'kid',
  icon: 'file-key-2',
  byActionsOnly: true,
  fields: {
    kid: field.text({ max: 60 }).unique().search(),
    algorithm: field.choice(['ed25519']).default('ed25519'),
    publicKey: field.text({ max: 60 }),
    privateKey: field.secret().internal(),
    retiredAt: field.instant().internal(),
    revokedAt: field.instant().internal(),
    revokeReason: field.longText({ max: 1000 }).internal(),
  },
  states: { active: ['retired', 'revoked'], retired: ['revoked'], revoked: [] },
  tones: { active: 'accepted', retired: 'unstarted', revoked: 'risk' },
  lifecycle: ['active', 'retired'],
  views: { all: { columns: ['kid', 'status', 'createdAt', 'retiredAt', 'revokedAt'], sort: '-createdAt' } },
  indexes: [['createdAt']],
})
