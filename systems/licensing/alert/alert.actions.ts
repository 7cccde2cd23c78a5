import { member } from '@tenon/identity'
import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { notify } from '@tenon/messages'
import { alert } from './alert.entity.ts'

const note = field.text({ max: 1000 }).optional()

const badSilence = refusal('MUTED_TOO_LONG', 422, {
  en: 'An alert is muted until a day from tomorrow to {last}.',
  zh: '静默截止日须在明天至 {last} 之间。',
})
/** A silence nobody ends would hide for ever what is still so. */
const longestSilence = 180

/** Somebody has seen it and is at it. Whoever does so without being asked takes it on. */
export const acknowledge = action(alert, 'acknowledge', {
  from: ['open', 'muted'],
  to: 'acknowledged',
  event: 'acknowledged',
  run: ({ ctx, record }) => ({
    acknowledgedAt: ctx.now,
    mutedUntil: null,
    assignee: record.assignee ?? ctx.actor.memberId,
  }),
})

/** Put off until a day: then it is open again by itself if its cause is still there. */
export const mute = action(alert, 'mute', {
  from: ['open', 'acknowledged', 'muted'],
  to: 'muted',
  event: 'muted',
  input: { until: field.date(), reason: note },
  run({ ctx, input }) {
    const last = addDays(ctx.today, longestSilence)
    if (input.until <= ctx.today || input.until > last) throw badSilence({ last })
    return { mutedUntil: input.until, ...(input.reason ? { note: input.reason } : {}) }
  },
})

export const unmute = action(alert, 'unmute', {
  from: ['muted'],
  to: 'open',
  event: 'unmuted',
  run: () => ({ mutedUntil: null }),
})

/** Given to somebody, who is told of it. */
export const assign = action(alert, 'assign', {
  from: ['open', 'acknowledged', 'muted'],
  event: 'assigned',
  input: { assignee: field.ref(member, { open: true }) },
  run({ ctx, record, input }) {
    notify(ctx, {
      to: [input.assignee],
      kind: 'licenseAlertAssigned',
      link: { collection: 'license_alerts', id: record.id },
    })
    return { assignee: input.assignee }
  },
})

/** Closed by hand, though its cause may still be there: this rung is not raised again within the term. */
export const resolve = action(alert, 'resolve', {
  from: ['open', 'acknowledged', 'muted'],
  to: 'resolved',
  event: 'resolved',
  input: { reason: note },
  run: ({ ctx, input }) => ({
    resolvedAt: ctx.now,
    resolution: 'byHand' as const,
    mutedUntil: null,
    note: input.reason ?? null,
  }),
})

/** Its cause is gone, or a later rung says more. */
export const settle = action(alert, 'settle', {
  from: ['open', 'acknowledged', 'muted'],
  to: 'resolved',
  event: 'settled',
  automatic: true,
  input: { resolution: field.choice(['causeGone', 'superseded']) },
  run: ({ ctx, input }) => ({ resolvedAt: ctx.now, resolution: input.resolution, mutedUntil: null }),
})

/** Its cause has come back within the same term. */
export const reopen = action(alert, 'reopen', {
  from: ['resolved'],
  to: 'open',
  event: 'reopened',
  automatic: true,
  run: () => ({ resolvedAt: null, resolution: null }),
})
