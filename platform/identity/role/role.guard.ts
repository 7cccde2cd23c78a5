import type { Guard } from '@tenon/kernel/entity/entity.ts'
import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { requireAdministrator } from '../standing/administrators.ts'
import { accessAt } from '../standing/standing.ts'
import { covers, faultsOf, type GrantLine, isEverything, toGrant } from './grants.rules.ts'

const builtIn = refusal('BUILT_IN_ROLE', 409, {
  en: 'A built-in role keeps its key and cannot be removed. Its rights can be changed.',
  zh: '内置角色不能删除，也不能修改标识；可以调整其权限。',
})

const notHeld = (field: string): FieldProblem => ({
  field,
  code: 'NOT_HELD',
  message: { en: 'You cannot grant a right you do not hold yourself.', zh: '不能授予自己没有的权限。' },
})

const keyOf = (line: GrantLine) => `${line.permission} ${line.scope} ${line.fields ?? ''}`
const linesOf = (role: Readonly<Record<string, unknown>> | null) =>
  ((role?.grants ?? []) as Partial<GrantLine>[]).map(line => ({
    permission: line.permission ?? '',
    scope: line.scope ?? 'tenant',
    fields: line.fields ?? null,
  }))

function refuseFaults(lines: readonly GrantLine[]) {
  const problems = lines.flatMap((line, i) =>
    faultsOf(line).map(part => ({ field: `grants.${i}.${part}`, code: 'INVALID_VALUE' })),
  )
  if (problems.length) throw invalid({}, { fields: problems })
}

/** A role may be held by anyone anywhere, so what it gains must be held everywhere by whoever adds it. */
export const guardRole: Guard = async ({ ctx, before, after }) => {
  const [had, has] = [linesOf(before), linesOf(after)]
  if (before?.builtIn && after?.key !== before.key) throw builtIn()
  refuseFaults(has)
  const known = new Set(had.map(keyOf))
  const isNew = before === null && after?.id === undefined
  const access = isNew ? ctx.actor.access : accessAt(ctx.actor, null)
  const problems = has.flatMap((line, i) =>
    known.has(keyOf(line)) || covers(access, toGrant(line)) ? [] : [notHeld(`grants.${i}.permission`)],
  )
  if (problems.length) throw invalid({}, { fields: problems })
  const gaveEverything = had.some(line => isEverything(toGrant(line)))
  if (gaveEverything && !has.some(line => isEverything(toGrant(line))))
    await requireAdministrator(ctx, { besidesRole: String(before?.id) })
}
