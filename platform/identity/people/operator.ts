import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'

/** The platform itself, at the hands of whoever has the server's command line. */
export const operator: Actor = {
  memberId: null,
  name: 'Tenon',
  siteId: null,
  access: fullAccess,
  language: 'en',
  origin: { via: 'cli' },
}
