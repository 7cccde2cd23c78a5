import { on } from '@tenon/kernel/outbox/reaction.ts'
import { expire, renew, upgrade } from '../license/license.actions.ts'
import { terminate } from '../license/termination.actions.ts'
import { endRenewals, winRenewal } from './follow.ts'

/** A renewal follows its licence at once; what should be missed, the hour finds. */
export const renewalsFollow = [
  on(renew, 'licensing.winRenewal', ({ ctx, event }) => winRenewal(ctx, event.recordId)),
  ...[expire, terminate, upgrade].map(act =>
    on(act, `licensing.endRenewal.${act.name}`, ({ ctx, event }) => endRenewals(ctx, event.recordId)),
  ),
]
