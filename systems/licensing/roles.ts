import { company, contact } from '@tenon/directory'
import { grant } from '@tenon/kernel/access/grant.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import type { RoleTemplate } from '@tenon/kernel/entity/system.ts'
import { activation } from './activation/activation.entity.ts'
import { alert } from './alert/alert.entity.ts'
import { commission } from './commission/commission.entity.ts'
import { deployment } from './deployment/deployment.entity.ts'
import { engineer } from './engineer/engineer.entity.ts'
import { entitlement } from './entitlement/entitlement.entity.ts'
import { license } from './license/license.entity.ts'
import { licenseTerm } from './license/term.entity.ts'
import { licenseFile } from './license-file/license-file.entity.ts'
import { licenseKey } from './license-key/license-key.entity.ts'
import { partner } from './partner/partner.entity.ts'
import { policy } from './policy/policy.entity.ts'
import { customerRole, partnerRole } from './portal/roles.ts'
import { product } from './product/product.entity.ts'
import { purchase } from './purchase/purchase.entity.ts'
import { renewal } from './renewal/renewal.entity.ts'
import { salesRep } from './sales-rep/sales-rep.entity.ts'
import { revenuePeriod } from './statistics/revenue-period.entity.ts'
import { installation } from './usage-report/installation.entity.ts'
import { reconciliation } from './usage-report/reconciliation.entity.ts'
import { usageReport } from './usage-report/usage-report.entity.ts'

const may = (entity: AnyEntity, ...verbs: string[]) => verbs.map(verb => `${entity.name}.${verb}`)

/** What an organisation starts with; it copies these and makes its own. */
export const roles: Readonly<Record<string, RoleTemplate>> = {
  administrator: ['licensing.*', 'directory.*'],

  /** Sees the whole business, sells: draws up and issues licences, records purchases, renewals and changes, plans deployments. */
  salesRep: [
    ...may(company, 'read', 'export', 'create', 'update', 'import'),
    ...may(contact, 'read', 'export', 'create', 'update', 'import'),
    ...may(
      license,
      'read',
      'export',
      'create',
      'update',
      'issue',
      'renew',
      'expand',
      'upgrade',
      'reportUsage',
      'requestTermination',
      'checkOut',
      'uploadUsage',
      'issueKey',
    ),
    ...may(activation, 'read', 'export', 'release'),
    ...may(licenseKey, 'read', 'export'),
    ...may(licenseTerm, 'read', 'export'),
    ...may(revenuePeriod, 'read', 'export'),
    ...[licenseFile, usageReport, reconciliation].flatMap(entity => may(entity, 'read', 'export')),
    ...may(installation, 'read'),
    ...may(purchase, 'read', 'export', 'create', 'update', 'place'),
    ...may(deployment, 'read', 'export', 'create', 'update'),
    ...may(alert, 'read', 'export', 'acknowledge', 'mute', 'unmute', 'assign', 'resolve'),
    ...may(commission, 'read', 'export').map(act => grant(act, { scope: 'own' })),
    ...may(renewal, 'read', 'export', 'create', 'update', 'contact', 'quote', 'commit', 'lose'),
    ...[product, policy, entitlement, partner, engineer, salesRep].flatMap(entity => may(entity, 'read')),
  ],

  /** Sees what is to be deployed, for whom and who sold it; reports on the deployments this engineer is on. */
  engineer: [
    ...may(deployment, 'read'),
    ...may(license, 'read', 'checkOut'),
    ...may(licenseFile, 'read'),
    ...may(activation, 'read'),
    ...may(licenseTerm, 'read'),
    ...may(company, 'read'),
    ...may(contact, 'read'),
    ...[product, policy, entitlement, salesRep].flatMap(entity => may(entity, 'read')),
    grant('licensing.engineer.read', { scope: 'tenant', fields: ['name', 'expertise', 'regions'] }),
    ...may(deployment, 'start', 'complete', 'fail', 'retry', 'cancel').map(act => grant(act, { scope: 'own' })),
    grant('licensing.deployment.update', {
      scope: 'own',
      fields: ['checklist', 'serverInfo', 'productVersion', 'note'],
    }),
  ],

  partner: partnerRole,
  customer: customerRole,
}
