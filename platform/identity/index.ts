import { system } from '@tenon/kernel/entity/system.ts'
import { apiKey, apiKeyRole, revoke } from './api-key/api-key.entity.ts'
import { keyRoutes } from './api-key/key-routes.ts'
import { breakGlass } from './break-glass/break-glass.entity.ts'
import { breakGlassRoutes } from './break-glass/break-glass.ts'
import { department, departmentRole } from './department/department.entity.ts'
import { explainRight, explainRoutes } from './explain/routes.ts'
import { deviceRoutes } from './factor/device-routes.ts'
import { enrolmentRoutes } from './factor/enrolment-routes.ts'
import { factorRoutes } from './factor/factor-routes.ts'
import { passwordlessRoutes } from './factor/passwordless-routes.ts'
import { secondFactorRoutes } from './factor/second-factor-routes.ts'
import { assignDepartment, assignRole, withdrawDepartment, withdrawRole } from './member/assign.actions.ts'
import { inviteRoute } from './member/invite.ts'
import { archive, reinstate, restoreAccount, signOut, suspend } from './member/member.actions.ts'
import { member, memberDepartment, memberPosition, memberRole } from './member/member.entity.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import { onlineRoutes } from './online/online-routes.ts'
import { position, positionRole } from './position/position.entity.ts'
import { copyRoute } from './role/copy.ts'
import { role, roleGrant, roleInclude } from './role/role.entity.ts'
import { passwordRoutes } from './sign-in/password-routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { signInAttempt } from './sign-in/sign-in.entity.ts'
import { site } from './site/site.entity.ts'

export { department, member, position, role, site }

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
    breakGlass,
    signInAttempt,
    apiKeyRole,
    apiKey,
  ],
  actions: [
    suspend,
    reinstate,
    archive,
    restoreAccount,
    signOut,
    assignRole,
    withdrawRole,
    assignDepartment,
    withdrawDepartment,
    revoke,
  ],
  routes: [
    ...signInRoutes,
    ...passwordRoutes,
    ...factorRoutes,
    ...secondFactorRoutes,
    ...enrolmentRoutes,
    ...passwordlessRoutes,
    ...deviceRoutes,
    inviteRoute,
    ...onlineRoutes,
    ...keyRoutes,
    ...explainRoutes,
    ...breakGlassRoutes,
    copyRoute,
  ],
  permissions: [explainRight, 'identity.session.list', 'identity.session.end'],
  navigation: ['members', 'departments', 'positions', 'roles', 'sites'],
  roles: { administrator: ['*'] },
  migrations: new URL('./migrations/', import.meta.url),
  messages: { en, zh },
})
