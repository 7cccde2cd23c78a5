import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { revokeFilesOf } from '../license-file/revoke-files.ts'
import { license } from './license.entity.ts'
import * as refuse from './license.refusals.ts'

/** Ending a licence for good takes two people: one asks for it, another does it. */
const living = ['draft', 'issued', 'deployed', 'inUse', 'grace', 'expired', 'suspended', 'superseded'] as const
const nothingAsked = { terminationReason: null, terminationAskedBy: null, terminationAskedOn: null }

/** A job or a script is nobody: it can neither be the one nor the other of the two. */
function person({ actor: { memberId } }: Ctx): string {
  if (memberId === null) throw refuse.terminationByNobody()
  return memberId
}

export const requestTermination = action(license, 'requestTermination', {
  from: living,
  event: 'terminationRequested',
  input: { reason: field.text({ max: 1000 }) },
  run({ ctx, record, input }) {
    if (record.terminationAskedBy) throw refuse.terminationAsked()
    return { terminationReason: input.reason, terminationAskedBy: person(ctx), terminationAskedOn: ctx.today }
  },
})

export const withdrawTermination = action(license, 'withdrawTermination', {
  from: living,
  event: 'terminationWithdrawn',
  run({ record }) {
    if (!record.terminationAskedBy) throw refuse.terminationNotAsked()
    return nothingAsked
  },
})

export const terminate = action(license, 'terminate', {
  from: living,
  to: 'terminated',
  event: 'terminated',
  danger: true,
  async run({ ctx, record }) {
    if (!record.terminationAskedBy) throw refuse.terminationNotAsked()
    if (record.terminationAskedBy === person(ctx)) throw refuse.terminationByOnePerson()
    await revokeFilesOf(ctx, record.id, record.terminationReason ?? '')
    return {}
  },
})
