import { createHash } from 'node:crypto'
import type { Access } from '@tenon/kernel/access/access.ts'
import { overlap, patternsOf, sourcesOf } from '@tenon/kernel/access/permission.ts'

/** What no key may do, whatever its owner may: make keys, touch how people sign in, or open the door to operators. */
const forPeopleOnly = [
  'identity.apiKey.create',
  'identity.apiKey.update',
  'identity.member.resetPassword',
  'identity.member.resetFactors',
  'identity.member.requirePasswordChange',
  'identity.member.invite',
  'identity.invitation.link',
  'identity.securityPolicy.update',
  'identity.securityPolicy.create',
  'identity.supportAccess.*',
  'identity.ssoProvider.*',
]
const written = /^(\*|[a-z]\w*)(\.(\*|[a-z]\w*)){0,2}$/

/** Whether the text is a permission or a pattern of permissions: `licensing.license.read`, `licensing.*`, `*`. */
export const isPattern = (text: string) => text.length <= 150 && written.test(text)

const coveredBy = (patterns: ReadonlySet<string>, permission: string) =>
  patternsOf(permission).some(pattern => patterns.has(pattern)) &&
  !forPeopleOnly.some(withheld => overlap(withheld, permission))

/**
 * The owner's access less what the key is not for. It can only take away: every grant it gives is one that the owner has
 * at this moment. `permissions` null leaves all but what is for people only.
 */
export function narrow(access: Access, permissions: readonly string[] | null): Access {
  const patterns = new Set(permissions ?? ['*'])
  const grants = (permission: string) => {
    const sources = sourcesOf(permission)
    if (coveredBy(patterns, permission)) return access.grants(permission)
    return sources.filter(source => source !== permission && coveredBy(patterns, source)).flatMap(access.grants)
  }
  const scope = createHash('sha256')
    .update([...patterns].sort().join(' '))
    .digest('base64url')
  return {
    key: `${access.key} ${scope}`,
    grants,
    may: permission => grants(permission).length > 0,
    mutes: access.mutes,
  }
}
