import { type AnyEntity, entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { department } from '../department/department.entity.ts'
import { member } from '../member/member.entity.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { guardInvitation } from './invitation.guard.ts'

/** A role that whoever joins holds from then on. */
export const invitationRole = entity('identity.invitationRole', {
  title: 'role',
  fields: { role: field.ref(role), site: field.ref(site).optional() },
})

/**
 * A code through which people join this organisation. It is shown once and only its hash is kept. `open` is good for as
 * long as whoever made its link may give what it gives; otherwise it has lapsed until someone who may makes a new link.
 */
export const invitation = entity('identity.invitation', {
  path: 'invitations',
  title: 'name',
  icon: 'ticket',
  fields: {
    name: field.text({ max: 100 }).search(),
    /** Only whoever signs in with this address may use it. */
    email: field.email().optional().search(),
    /** Only addresses at this domain may use it. */
    domain: field.text({ max: 253 }).optional(),
    limit: field.integer({ min: 1, max: 10_000 }).default(1),
    used: field.integer({ min: 0 }).internal(),
    expiresAt: field.instant().optional(),
    roles: field.lines(invitationRole, { max: 20 }),
    department: field.ref(department).optional(),
    /** Whoever joins waits as a draft until someone approves. */
    needsApproval: field.boolean().default(false),
    note: field.longText({ max: 2000 }).optional(),
    /** How the code begins, to tell codes apart. */
    codeStart: field.text({ max: 10 }).internal(),
    /** Who made the link in use: what it gives is what this member may give. */
    inviter: field.ref((): AnyEntity => member).internal(),
  },
  states: {
    draft: ['open', 'revoked'],
    open: ['used', 'lapsed', 'revoked'],
    used: ['open', 'revoked'],
    lapsed: ['open', 'revoked'],
    revoked: [],
  },
  tones: { draft: 'unstarted', open: 'production', used: 'accepted', lapsed: 'issue', revoked: 'risk' },
  fixed: ['email', 'domain', 'roles', 'department', 'needsApproval'],
  scopes: { own: 'inviter', department: 'department' },
  views: {
    all: {
      columns: ['name', 'email', 'codeStart', 'used', 'limit', 'expiresAt', 'inviter', 'status'],
      sort: '-createdAt',
    },
    open: {
      columns: ['name', 'email', 'codeStart', 'used', 'limit', 'expiresAt', 'inviter'],
      filter: { status: 'open' },
      sort: '-createdAt',
    },
    mine: { columns: ['name', 'email', 'used', 'limit', 'expiresAt', 'status'], scope: 'own', sort: '-createdAt' },
  },
  guard: guardInvitation,
})

/** Who joined by which code. */
export const invitationUse = entity('identity.invitationUse', {
  path: 'invitation_uses',
  title: 'email',
  icon: 'user-check',
  appendOnly: true,
  byActionsOnly: true,
  fields: {
    invitation: field.ref(invitation),
    member: field.ref(member),
    email: field.email(),
    at: field.instant(),
    /** Joined with an account that was there before. */
    hadAccount: field.boolean(),
  },
  scopes: { own: 'invitation.inviter', department: 'member.departments.department' },
  views: { all: { columns: ['at', 'member', 'email', 'invitation', 'hadAccount'], sort: '-at' } },
})
