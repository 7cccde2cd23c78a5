import { canonical } from '@tenon/kernel/audit/canonical.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { type FieldProblem, refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { requireAdministrator } from '../standing/administrators.ts'
import { accessAt } from '../standing/standing.ts'
import {
  covers,
  faultsOf,
  type GrantLine,
  grantOf,
  isEverything,
  mutedRight,
  muteOf,
  type PartialLine,
  wholeLine,
} from './grants.rules.ts'

const builtIn = refusal('BUILT_IN_ROLE', 409, {
  en: 'A built-in role keeps its key and cannot be removed. Its rights can be changed.',
  zh: '内置角色不能删除，也不能修改标识；可以调整其权限。',
})
const kindStays = refusal('ROLE_KIND_STAYS', 409, {
  en: 'A role stays a role and a permission group a group. Make a new one instead.',
  zh: '角色与权限组不能互相转换，请另建一个。',
})
const notHeld = { en: 'You cannot grant a right you do not hold yourself.', zh: '不能授予自己没有的权限。' }
const notAGroup = { en: 'Only permission groups can be included.', zh: '只能引用权限组。' }

type Recorded = Readonly<Record<string, unknown>> | null
const linesOf = (role: Recorded): GrantLine[] => ((role?.grants ?? []) as PartialLine[]).map(wholeLine)
const includedIn = (role: Recorded): string[] =>
  ((role?.includes ?? []) as { role: string }[]).map(({ role: group }) => group)

function refuse(problems: readonly FieldProblem[]) {
  if (problems.length) throw invalid({}, { fields: problems })
}
const refuseFaults = (lines: readonly GrantLine[]) =>
  refuse(
    lines.flatMap((line, i) => faultsOf(line).map(part => ({ field: `grants.${i}.${part}`, code: 'INVALID_VALUE' }))),
  )

interface Included {
  readonly id: string
  readonly isGroup: boolean
  readonly lines: readonly GrantLine[]
}
function groupsOf(ctx: Pick<ReadCtx, 'tenant' | 'query'>, ids: readonly string[]): Promise<Included[]> {
  if (ids.length === 0) return Promise.resolve([])
  return ctx.query<Included>(sql`select r.id, r.kind = 'group' as "isGroup", coalesce((
      select json_agg(json_build_object('permission', g.permission, 'effect', g.effect, 'scope', g.scope, 'among', g.among,
        'filter', g.filter, 'fields', g.fields, 'masked', g.masked))
      from identity.role_grant g where g.tenant_id = r.tenant_id and g.parent_id = r.id), '[]') as lines
    from identity.role r where r.tenant_id = ${ctx.tenant.id} and r.id = any(${ids}::uuid[]) and r.deleted_at is null`)
}

/** What holders gain by a line that comes, or by a mute that goes. */
const gainOf = (line: GrantLine) => (line.effect === 'allow' ? grantOf(line) : mutedRight(muteOf(line)))

/** A role may be held by anyone anywhere, so what it gains must be held everywhere by whoever adds it. */
export const guardRole: Guard = async ({ ctx, before, after }) => {
  const [had, has] = [linesOf(before), linesOf(after)]
  if (before?.builtIn && after?.key !== before.key) throw builtIn()
  if (before && after && before.kind !== after.kind) throw kindStays()
  refuseFaults(has)
  const isNew = before === null && after?.id === undefined
  const access = isNew ? ctx.actor.access : accessAt(ctx.actor, null)
  const may = (line: GrantLine) => covers(access, gainOf(line))
  const [known, kept] = [had, has].map(lines => new Set(lines.map(canonical)))
  refuse(
    has.flatMap((line, i) =>
      line.effect === 'mute' || known?.has(canonical(line)) || may(line)
        ? []
        : [{ field: `grants.${i}.permission`, code: 'NOT_HELD', message: notHeld }],
    ),
  )
  const unmuted = after ? had.filter(line => line.effect === 'mute' && !kept?.has(canonical(line))) : []
  if (!unmuted.every(may)) refuse([{ field: 'grants', code: 'NOT_HELD', message: notHeld }])
  await refuseIncludes(ctx, before, after, may)
  if (had.some(isEverything) && !has.some(isEverything))
    await requireAdministrator(ctx, { besidesRole: String(before?.id) })
}

async function refuseIncludes(
  ctx: Pick<ReadCtx, 'tenant' | 'query'>,
  before: Recorded,
  after: Recorded,
  may: (line: GrantLine) => boolean,
) {
  const [had, has] = [includedIn(before), includedIn(after)]
  const changed = [...has.filter(id => !had.includes(id)), ...(after ? had.filter(id => !has.includes(id)) : [])]
  const groups = new Map((await groupsOf(ctx, changed)).map(group => [group.id, group]))
  const isAllowed = (id: string, effect: GrantLine['effect']) =>
    (groups.get(id)?.lines ?? []).filter(line => line.effect === effect).every(may)
  refuse(
    has.flatMap((id, i) => {
      if (had.includes(id)) return []
      const field = `includes.${i}.role`
      if (after?.kind === 'group' || !groups.get(id)?.isGroup)
        return [{ field, code: 'NOT_A_GROUP', message: notAGroup }]
      return isAllowed(id, 'allow') ? [] : [{ field, code: 'NOT_HELD', message: notHeld }]
    }),
  )
  if (after && !had.filter(id => !has.includes(id)).every(id => isAllowed(id, 'mute')))
    refuse([{ field: 'includes', code: 'NOT_HELD', message: notHeld }])
}
