import { system } from '@tenon/kernel/entity/system.ts'
import { apiKey, apiKeyRole, revoke } from './api-key/api-key.entity.ts'
import { keyRoutes } from './api-key/key-routes.ts'
import { breakGlass } from './break-glass/break-glass.entity.ts'
import { breakGlassRoutes } from './break-glass/break-glass.ts'
import { belongingRoute } from './department/belonging.ts'
import { department, departmentRole } from './department/department.entity.ts'
import { departmentRoutes } from './department/department-routes.ts'
import { explainRight, explainRoutes } from './explain/routes.ts'
import { deviceRoutes } from './factor/device-routes.ts'
import { enrolmentRoutes } from './factor/enrolment-routes.ts'
import { factorRoutes } from './factor/factor-routes.ts'
import { passwordlessRoutes } from './factor/passwordless-routes.ts'
import { resetFactors } from './factor/reset.action.ts'
import { secondFactorRoutes } from './factor/second-factor-routes.ts'
import { lapse, revokeInvitation } from './invitation/invitation.actions.ts'
import { invitation, invitationRole, invitationUse } from './invitation/invitation.entity.ts'
import { joinRoutes } from './invitation/join-routes.ts'
import { linkRoutes } from './invitation/link.ts'
import { leaving } from './leaving/leaving.entity.ts'
import { leavingRoutes } from './leaving/leaving-routes.ts'
import { approve } from './member/approve.ts'
import { assignDepartment, assignRole, withdrawDepartment, withdrawRole } from './member/assign.actions.ts'
import { inviteRoute } from './member/invite.ts'
import { archive, reinstate, restoreAccount, signOut, suspend } from './member/member.actions.ts'
import { member, memberDepartment, memberPosition, memberRole } from './member/member.entity.ts'
import { menu, menuItem } from './menu/menu.entity.ts'
import { menuRights, menuRoutes } from './menu/menu-routes.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import { onlineRoutes } from './online/online-routes.ts'
import { appearance } from './organisation/appearance.entity.ts'
import { organisationRoutes } from './organisation/organisation-routes.ts'
import { position, positionRole } from './position/position.entity.ts'
import { positionRoutes } from './position/position-routes.ts'
import { preferencesRoutes } from './profile/preferences-routes.ts'
import { profileRoutes } from './profile/profile-routes.ts'
import { copyRoute } from './role/copy.ts'
import { holdersRoute } from './role/holders.ts'
import { role, roleGrant, roleInclude } from './role/role.entity.ts'
import { roleTemplates } from './role/templates.ts'
import { lockedRoute } from './security/locked.ts'
import { securityPolicy } from './security/policy.entity.ts'
import { policyRoutes } from './security/policy-routes.ts'
import { requirePasswordChange } from './security/require-password-change.ts'
import { unlock } from './security/unlock.ts'
import { forgottenRoute } from './sign-in/forgotten.ts'
import { ownSessionRoutes } from './sign-in/own-sessions.ts'
import { passwordRoutes } from './sign-in/password-routes.ts'
import { renewRoute } from './sign-in/renew.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { signInAttempt } from './sign-in/sign-in.entity.ts'
import { signInUpkeep } from './sign-in/sign-in-upkeep.schedule.ts'
import { site } from './site/site.entity.ts'
import { ssoLinkRoutes } from './sso/link-routes.ts'
import { ssoProvider } from './sso/provider.entity.ts'
import { ssoRoutes } from './sso/sso-routes.ts'
import { end, supportAccess } from './support/support-access.entity.ts'
import { supportRoutes } from './support/support-routes.ts'

export { type Reader, readersOf } from './explain/readers.ts'
export { linkReply, openInvitation } from './invitation/link.ts'
export { enteredReplies } from './sign-in/entered.ts'
export { credentials, login } from './sign-in/login.ts'
export type { Membership } from './sign-in/sign-in.ts'
export { assignRole, department, invitation, member, position, role, site }

/** Who belongs to an organisation, where they work, what they may do, and how they sign in. */
export const identity = system('identity', {
  version: '0.1.0',
  kind: 'platform',
  entities: [
    site,
    roleGrant,
    roleInclude,
    role,
    departmentRole,
    department,
    positionRole,
    position,
    memberRole,
    memberDepartment,
    memberPosition,
    member,
    invitationRole,
    invitation,
    invitationUse,
    leaving,
    breakGlass,
    menuItem,
    menu,
    signInAttempt,
    ssoProvider,
    securityPolicy,
    appearance,
    apiKeyRole,
    apiKey,
    supportAccess,
  ],
  actions: [
    approve,
    suspend,
    reinstate,
    archive,
    restoreAccount,
    signOut,
    resetFactors,
    requirePasswordChange,
    unlock,
    assignRole,
    withdrawRole,
    assignDepartment,
    withdrawDepartment,
    revoke,
    end,
    revokeInvitation,
    lapse,
  ],
  routes: [
    ...signInRoutes,
    ...passwordRoutes,
    renewRoute,
    forgottenRoute,
    ...ownSessionRoutes,
    ...policyRoutes,
    lockedRoute,
    ...factorRoutes,
    ...secondFactorRoutes,
    ...enrolmentRoutes,
    ...passwordlessRoutes,
    ...deviceRoutes,
    ...ssoRoutes,
    ...ssoLinkRoutes,
    inviteRoute,
    ...linkRoutes,
    ...joinRoutes,
    ...leavingRoutes,
    ...profileRoutes,
    ...preferencesRoutes,
    ...organisationRoutes,
    ...departmentRoutes,
    ...menuRoutes,
    ...positionRoutes,
    ...onlineRoutes,
    ...keyRoutes,
    ...supportRoutes,
    ...explainRoutes,
    ...breakGlassRoutes,
    copyRoute,
    holdersRoute,
    belongingRoute,
  ],
  schedules: [signInUpkeep],
  permissions: [
    explainRight,
    menuRights.read,
    menuRights.update,
    'identity.session.list',
    'identity.session.end',
    'identity.apiKey.create',
    'identity.member.invite',
    'identity.invitation.link',
    'identity.member.leave',
  ],
  navigation: ['members', 'invitations', 'departments', 'positions', 'roles', 'sites'],
  roles: roleTemplates,
  migrations: new URL('./migrations/', import.meta.url),
  messages: { en, zh },
})
