import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { activation } from '../activation/activation.entity.ts'
import { license } from '../license/license.entity.ts'

/**
 * What a product can check a licence with when it cannot ask: signed claims, as they were on the day of issue. `serial` is
 * the name the file carries in itself and goes by on the revocation list.
 */
export const licenseFile = entity('licensing.licenseFile', {
  path: 'license_files',
  title: 'serial',
  icon: 'file-check-2',
  byActionsOnly: true,
  fields: {
    serial: field.text({ max: 60 }).unique().search(),
    license: field.ref(license),
    activation: field.ref(activation).optional(),
    fingerprint: field.text({ max: 200 }).optional().search(),
    kid: field.text({ max: 60 }).search(),
    isEncrypted: field.boolean(),
    issuedAt: field.instant(),
    expiresAt: field.instant().optional(),
    claims: field.json(),
    sha256: field.text({ max: 64 }),
    content: field.longText({ max: 200_000 }),
    revokedAt: field.instant().internal(),
    revokeReason: field.longText({ max: 1000 }).internal(),
  },
  states: { issued: ['revoked'], revoked: [] },
  tones: { issued: 'accepted', revoked: 'risk' },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  views: {
    all: {
      columns: ['serial', 'license', 'fingerprint', 'status', 'issuedAt', 'expiresAt', 'kid'],
      sort: '-issuedAt',
    },
    revoked: {
      columns: ['serial', 'license', 'revokedAt', 'revokeReason'],
      filter: { status: 'revoked' },
      sort: '-revokedAt',
    },
  },
  indexes: [['createdAt'], ['issuedAt'], ['revokedAt']],
})
