/** What the server's own code does with people and organisations, beside what is answered over HTTP. */
export { resetSecondFactors } from './factor/reset.ts'
export { sealedOfAccounts } from './factor/sealed.ts'
export { leavingJob } from './leaving/leave.ts'
export { type DemoPerson, seedDemoPeople } from './people/demo.ts'
export { loadDemoDepartments } from './people/demo-departments.ts'
export { passwordLink, resetPassword, setUpLink } from './people/link.ts'
export { operator } from './people/operator.ts'
export { createPerson, type NewPerson } from './people/person.ts'
export {
  type CreatedTenant,
  createTenant,
  findTenant,
  listTenants,
  type NewTenant,
  setTenantStatus,
  type TenantSummary,
} from './people/tenant.ts'
export { type IdentityOptions, type OpenIdentity, openIdentity } from './sign-in/open.ts'
export { settleSignIns } from './sign-in/sign-in-log.ts'
export { type MemberAt, memberActors } from './standing/member-actor.ts'
export { openSupport, type SupportWish } from './support/open-support.ts'
