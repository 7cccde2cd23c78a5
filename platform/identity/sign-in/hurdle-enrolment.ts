import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { readFactors } from '../factor/factor-store.ts'
import { policyOf } from '../security/policy-store.ts'
import { rolesEverHeld } from '../security/roles-held.ts'
import type { Entrant, Hurdle } from './entrant.ts'

async function isRequired(runtime: Runtime, { membership }: Entrant): Promise<boolean> {
  const { secondFactor, secondFactorRoles } = await policyOf(runtime, membership.tenantId)
  if (secondFactor !== 'requiredForRoles') return secondFactor === 'required'
  const held = await rolesEverHeld(runtime, membership).catch(error => {
    throw translate(error)
  })
  return held.some(role => secondFactorRoles.includes(role))
}

/** Asked of whoever has no second factor where the organisation wants one. */
export const enrolmentHurdle: Hurdle = async ({ runtime }, entrant) => {
  if (!(await isRequired(runtime, entrant))) return null
  const factors = await readFactors(runtime, entrant.user.id)
  return factors.length === 0 ? { kind: 'enrolment' } : null
}
