import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { activation } from './activation.entity.ts'

/** Gives the place of a machine back; its next check is told that the licence is not activated there. */
export const release = action(activation, 'release', {
  from: ['active'],
  to: 'released',
  event: 'released',
  danger: true,
  input: { reason: field.text({ max: 1000 }).optional() },
  run: ({ ctx }) => ({ releasedAt: ctx.now }),
})
