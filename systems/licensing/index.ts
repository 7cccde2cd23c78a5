import { directory } from '@tenon/directory'
import { identity } from '@tenon/identity'
import { system } from '@tenon/kernel/entity/system.ts'
import { messages } from '@tenon/messages'
import { release } from './activation/activation.actions.ts'
import { activation } from './activation/activation.entity.ts'
import activationEn from './activation/en.json' with { type: 'json' }
import activationZh from './activation/zh.json' with { type: 'json' }
import * as alertActions from './alert/alert.actions.ts'
import { alert } from './alert/alert.entity.ts'
import { judgeAtOnce } from './alert/alert.reactions.ts'
import { judgeHourly } from './alert/alert.schedule.ts'
import alertEn from './alert/en.json' with { type: 'json' }
import { alertNotices } from './alert/notices.ts'
import alertZh from './alert/zh.json' with { type: 'json' }
import * as commissionActions from './commission/commission.actions.ts'
import { commission, commissionRate } from './commission/commission.entity.ts'
import { commissionsFollow } from './commission/commission.reactions.ts'
import commissionEn from './commission/en.json' with { type: 'json' }
import commissionZh from './commission/zh.json' with { type: 'json' }
import * as dealActions from './deal-registration/deal.actions.ts'
import { dealRegistration } from './deal-registration/deal.entity.ts'
import { expireDealsDaily } from './deal-registration/deal.schedule.ts'
import dealEn from './deal-registration/en.json' with { type: 'json' }
import dealZh from './deal-registration/zh.json' with { type: 'json' }
import * as deploymentActions from './deployment/deployment.actions.ts'
import { deployment, deploymentEngineer } from './deployment/deployment.entity.ts'
import { deploymentCheck } from './deployment/deployment-check.entity.ts'
import * as engineerActions from './engineer/engineer.actions.ts'
import { engineer } from './engineer/engineer.entity.ts'
import { suggestionRoutes } from './engineer/suggestions-routes.ts'
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
import fileEn from './license-file/en.json' with { type: 'json' }
import * as fileActions from './license-file/license-file.actions.ts'
import { licenseFile } from './license-file/license-file.entity.ts'
import { licenseFileRoutes } from './license-file/license-file-routes.ts'
import { publicFileRoutes } from './license-file/public-routes.ts'
import fileZh from './license-file/zh.json' with { type: 'json' }
import licenseKeyEn from './license-key/en.json' with { type: 'json' }
import { issueRights, keyRoutes } from './license-key/issue-key.ts'
import { licenseKey, replaceKey } from './license-key/license-key.entity.ts'
import licenseKeyZh from './license-key/zh.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import partnerEn from './partner/en.json' with { type: 'json' }
import * as partnerActions from './partner/partner.actions.ts'
import { partner, partnerUser } from './partner/partner.entity.ts'
import { partnerNotices } from './partner/tell.ts'
import partnerZh from './partner/zh.json' with { type: 'json' }
import { orderComment } from './partner-order/comment.entity.ts'
import orderEn from './partner-order/en.json' with { type: 'json' }
import { fulfilOrders } from './partner-order/fulfilled.reaction.ts'
import * as orderActions from './partner-order/order.actions.ts'
import { orderItem, partnerOrder } from './partner-order/order.entity.ts'
import orderZh from './partner-order/zh.json' with { type: 'json' }
import policyEn from './policy/en.json' with { type: 'json' }
import { policy } from './policy/policy.entity.ts'
import policyZh from './policy/zh.json' with { type: 'json' }
import { inviteRight } from './portal/invite.ts'
import { portalRoutes } from './portal/portal-routes.ts'
import { renewalRight } from './portal/renewal-request.ts'
import priceEn from './price/en.json' with { type: 'json' }
import { licensePrice } from './price/price.entity.ts'
import priceZh from './price/zh.json' with { type: 'json' }
import productEn from './product/en.json' with { type: 'json' }
import { product, productVersion } from './product/product.entity.ts'
import productZh from './product/zh.json' with { type: 'json' }
import publishableKeyEn from './publishable-key/en.json' with { type: 'json' }
import { publishableKey, revokePublishableKey } from './publishable-key/publishable-key.entity.ts'
import publishableKeyZh from './publishable-key/zh.json' with { type: 'json' }
import * as purchaseActions from './purchase/purchase.actions.ts'
import { purchase } from './purchase/purchase.entity.ts'
import renewalEn from './renewal/en.json' with { type: 'json' }
import * as renewalActions from './renewal/renewal.actions.ts'
import { renewal } from './renewal/renewal.entity.ts'
import { renewalsFollow } from './renewal/renewal.reactions.ts'
import { renewalsHourly } from './renewal/renewal.schedule.ts'
import renewalZh from './renewal/zh.json' with { type: 'json' }
import { roles } from './roles.ts'
import * as salesRepActions from './sales-rep/sales-rep.actions.ts'
import { salesRep } from './sales-rep/sales-rep.entity.ts'
import signingKeyEn from './signing-key/en.json' with { type: 'json' }
import * as signingKeyActions from './signing-key/signing-key.actions.ts'
import { signingKey } from './signing-key/signing-key.entity.ts'
import signingKeyZh from './signing-key/zh.json' with { type: 'json' }
import statisticsEn from './statistics/en.json' with { type: 'json' }
import { revenueReactions, settleHourly } from './statistics/revenue.ts'
import { revenuePeriod } from './statistics/revenue-period.entity.ts'
import { statisticsRoutes } from './statistics/statistics-routes.ts'
import statisticsZh from './statistics/zh.json' with { type: 'json' }
import usageEn from './usage-report/en.json' with { type: 'json' }
import * as installationActions from './usage-report/installation.actions.ts'
import { installation } from './usage-report/installation.entity.ts'
import { reconciliation } from './usage-report/reconciliation.entity.ts'
import { countTrusted, endExceeded } from './usage-report/usage.reactions.ts'
import { usageReport, usageSample } from './usage-report/usage-report.entity.ts'
import { uploadRight, usageReportRoutes } from './usage-report/usage-report-routes.ts'
import usageZh from './usage-report/zh.json' with { type: 'json' }
import { checkRoutes } from './validity/check-routes.ts'
import { words } from './words.ts'
import { workPlaceRoutes } from './work-places/routes.ts'

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
    licenseKey,
    activation,
    publishableKey,
    signingKey,
    licenseFile,
    installation,
    usageReport,
    usageSample,
    reconciliation,
    purchase,
    deployment,
    deploymentEngineer,
    deploymentCheck,
    salesRep,
    engineer,
    partner,
    partnerUser,
    licensePrice,
    partnerOrder,
    orderItem,
    orderComment,
    dealRegistration,
    alert,
    renewal,
    commission,
    commissionRate,
    revenuePeriod,
  ],
  actions: [
    ...Object.values(licenseActions),
    ...Object.values(terminationActions),
    settle,
    replaceKey,
    release,
    revokePublishableKey,
    ...Object.values(signingKeyActions),
    ...Object.values(fileActions),
    ...Object.values(installationActions),
    ...Object.values(purchaseActions),
    ...Object.values(deploymentActions),
    ...Object.values(engineerActions),
    ...Object.values(salesRepActions),
    ...Object.values(partnerActions),
    ...Object.values(orderActions),
    ...Object.values(dealActions),
    ...Object.values(alertActions),
    ...Object.values(renewalActions),
    ...Object.values(commissionActions),
  ],
  reactions: [
    ...revenueReactions,
    ...judgeAtOnce,
    ...renewalsFollow,
    ...commissionsFollow,
    ...fulfilOrders,
    countTrusted,
    endExceeded,
  ],
  schedules: [lapseHourly, judgeHourly, renewalsHourly, settleHourly, expireDealsDaily],
  routes: [
    ...checkRoutes,
    ...keyRoutes,
    ...suggestionRoutes,
    ...licenseFileRoutes,
    ...publicFileRoutes,
    ...usageReportRoutes,
    ...statisticsRoutes,
    ...workPlaceRoutes,
    ...portalRoutes,
  ],
  notices: [...alertNotices, ...partnerNotices],
  mailed: [...alertNotices, ...partnerNotices],
  permissions: [...issueRights, uploadRight, renewalRight, inviteRight],
  migrations: new URL('./migrations/', import.meta.url),
  navigation: [
    'licenses',
    'renewals',
    'license_alerts',
    'purchases',
    'deployments',
    'partner_orders',
    'partners',
    'deal_registrations',
    'commissions',
    'sales_reps',
    'engineers',
  ],
  setup: [
    'licensed_products',
    'license_policies',
    'entitlements',
    'license_prices',
    'commission_rates',
    'publishable_keys',
    'signing_keys',
    'activations',
    'license_files',
    'installations',
    'usage_reports',
    'usage_reconciliations',
  ],
  roles,
  tiles,
  messages: {
    en: words(
      en,
      productEn,
      policyEn,
      entitlementEn,
      activationEn,
      licenseKeyEn,
      publishableKeyEn,
      signingKeyEn,
      fileEn,
      usageEn,
      partnerEn,
      priceEn,
      orderEn,
      dealEn,
      alertEn,
      renewalEn,
      commissionEn,
      statisticsEn,
      {
        tiles: tilesEn,
      },
    ),
    zh: words(
      zh,
      productZh,
      policyZh,
      entitlementZh,
      activationZh,
      licenseKeyZh,
      publishableKeyZh,
      signingKeyZh,
      fileZh,
      usageZh,
      partnerZh,
      priceZh,
      orderZh,
      dealZh,
      alertZh,
      renewalZh,
      commissionZh,
      statisticsZh,
      {
        tiles: tilesZh,
      },
    ),
  },
})
