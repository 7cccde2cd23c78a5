import { directory } from '@tenon/directory'
import { identity } from '@tenon/identity'
import { system } from '@tenon/kernel/entity/system.ts'
import { messages } from '@tenon/messages'
import * as alertActions from './alert/alert.actions.ts'
import { alert } from './alert/alert.entity.ts'
import { judgeAtOnce } from './alert/alert.reactions.ts'
import { judgeHourly } from './alert/alert.schedule.ts'
import alertEn from './alert/en.json' with { type: 'json' }
import alertZh from './alert/zh.json' with { type: 'json' }
import * as deploymentActions from './deployment/deployment.actions.ts'
import { deployment, deploymentEngineer } from './deployment/deployment.entity.ts'
import { deploymentCheck } from './deployment/deployment-check.entity.ts'
import * as engineerActions from './engineer/engineer.actions.ts'
import { engineer } from './engineer/engineer.entity.ts'
import entitlementEn from './entitlement/en.json' with { type: 'json' }
import { entitlement, licenseEntitlement } from './entitlement/entitlement.entity.ts'
import entitlementZh from './entitlement/zh.json' with { type: 'json' }
import tilesEn from './home/en.json' with { type: 'json' }
import { tiles } from './home/tiles.ts'
import tilesZh from './home/zh.json' with { type: 'json' }
import * as licenseActions from './license/license.actions.ts'
import { license } from './license/license.entity.ts'
import { lapseHourly } from './license/license.schedule.ts'
import { settle } from './license/payment.ts'
import { licenseTerm } from './license/term.entity.ts'
import * as terminationActions from './license/termination.actions.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import partnerEn from './partner/en.json' with { type: 'json' }
import * as partnerActions from './partner/partner.actions.ts'
import { partner, partnerUser } from './partner/partner.entity.ts'
import partnerZh from './partner/zh.json' with { type: 'json' }
import policyEn from './policy/en.json' with { type: 'json' }
import { policy } from './policy/policy.entity.ts'
import policyZh from './policy/zh.json' with { type: 'json' }
import productEn from './product/en.json' with { type: 'json' }
import { product, productVersion } from './product/product.entity.ts'
import productZh from './product/zh.json' with { type: 'json' }
import * as purchaseActions from './purchase/purchase.actions.ts'
import { purchase } from './purchase/purchase.entity.ts'
import { roles } from './roles.ts'
import * as salesRepActions from './sales-rep/sales-rep.actions.ts'
import { salesRep } from './sales-rep/sales-rep.entity.ts'
import statisticsEn from './statistics/en.json' with { type: 'json' }
import { revenueReactions, settleHourly } from './statistics/revenue.ts'
import { revenuePeriod } from './statistics/revenue-period.entity.ts'
import { statisticsRoutes } from './statistics/statistics-routes.ts'
import statisticsZh from './statistics/zh.json' with { type: 'json' }
import { words } from './words.ts'

export { deployment, engineer, license, partner, purchase, salesRep }

/** Licences from the first draft to the last day: what customers bought, what they may use, how it came to work. */
export const licensing = system('licensing', {
  version: '0.1.0',
  kind: 'installable',
  requires: [identity, directory, messages],
  entities: [
    product,
    productVersion,
    policy,
    entitlement,
    licenseEntitlement,
    license,
    licenseTerm,
    purchase,
    deployment,
    deploymentEngineer,
    deploymentCheck,
    salesRep,
    engineer,
    partner,
    partnerUser,
    alert,
    revenuePeriod,
  ],
  actions: [
    ...Object.values(licenseActions),
    ...Object.values(terminationActions),
    settle,
    ...Object.values(purchaseActions),
    ...Object.values(deploymentActions),
    ...Object.values(engineerActions),
    ...Object.values(salesRepActions),
    ...Object.values(partnerActions),
    ...Object.values(alertActions),
  ],
  reactions: [...revenueReactions, ...judgeAtOnce],
  schedules: [lapseHourly, judgeHourly, settleHourly],
  routes: statisticsRoutes,
  notices: [
    'licenseExpiring',
    'licenseOverused',
    'licenseSilent',
    'licenseCloned',
    'licenseUnpaid',
    'licenseAlertAssigned',
  ],
  navigation: ['licenses', 'purchases', 'deployments', 'sales_reps', 'engineers', 'partners', 'license_alerts'],
  roles,
  tiles,
  messages: {
    en: words(en, productEn, policyEn, entitlementEn, partnerEn, alertEn, statisticsEn, { tiles: tilesEn }),
    zh: words(zh, productZh, policyZh, entitlementZh, partnerZh, alertZh, statisticsZh, { tiles: tilesZh }),
  },
})
