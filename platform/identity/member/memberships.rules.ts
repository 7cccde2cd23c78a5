import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'

export interface Membership {
  readonly department: string
  readonly isMain?: boolean
}
export const membershipsOf = (member: Readonly<Record<string, unknown>> | null) =>
  (member?.departments ?? []) as readonly Membership[]

const twoMains = { en: 'A person has one main department.', zh: '每人只能有一个主部门。' }
const twice = { en: 'This person belongs to this department already.', zh: '此人已属于该部门。' }

/** Each department once, and one of them the main one at most. */
export function faultsOfMemberships(memberships: readonly Membership[]): FieldProblem[] {
  const isAgain = (department: string, i: number) => memberships.findIndex(m => m.department === department) < i
  const firstMain = memberships.findIndex(({ isMain }) => isMain)
  return memberships.flatMap(({ department, isMain }, i) => [
    ...(isAgain(department, i) ? [{ field: `departments.${i}.department`, code: 'NOT_UNIQUE', message: twice }] : []),
    ...(isMain && i > firstMain ? [{ field: `departments.${i}.isMain`, code: 'TWO_MAINS', message: twoMains }] : []),
  ])
}
