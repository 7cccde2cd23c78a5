import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { refuseBeyondOwn } from '../member/member.guard.ts'
import { domainOf, memberOf } from './invitation.rules.ts'

const notADomain = { en: 'A domain such as example.com.', zh: '请输入域名，例如 example.com。' }
const belowUsed = { en: 'More people have joined already.', zh: '已加入的人数超过此上限。' }

/** What a member's record calls its department is one field here. */
function renamed(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'INVALID') throw error
  const fields = (error.details.fields ?? []).map(problem => ({
    ...problem,
    field: problem.field.startsWith('departments') ? 'department' : problem.field,
  }))
  throw invalid({}, { fields })
}

/** Nobody gives away through a code what they could not give to a member. */
export const refuseBeyondOwnInvitation: Guard = ({ ctx, after }) =>
  refuseBeyondOwn({ ctx, before: null, after: after && memberOf(after) }).catch(renamed)

export const guardInvitation: Guard = async write => {
  const { after } = write
  if (!after) return
  const fields = [
    ...(after.domain && !domainOf(after.domain)
      ? [{ field: 'domain', code: 'INVALID_FORMAT', message: notADomain }]
      : []),
    ...(Number(after.limit ?? 1) < Number(after.used ?? 0)
      ? [{ field: 'limit', code: 'TOO_SMALL', message: belowUsed }]
      : []),
  ]
  if (fields.length) throw invalid({}, { fields })
  if (after.status === undefined || after.status === 'draft') await refuseBeyondOwnInvitation(write)
}
