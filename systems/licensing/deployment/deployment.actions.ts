import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { deploy } from '../license/license.actions.ts'
import { license } from '../license/license.entity.ts'
import { notIssued } from '../license/license.refusals.ts'
import { deployment } from './deployment.entity.ts'

const inForce: readonly string[] = ['issued', 'deployed', 'inUse', 'grace']

const checksOpen = refusal('CHECKS_OPEN', 409, {
  en: 'Still open on the checklist: {points}.',
  zh: '检查清单尚未完成：{points}。',
})

export const start = action(deployment, 'start', {
  from: ['planned'],
  to: 'inProgress',
  event: 'started',
  async run({ ctx, record }) {
    const { status, code } = await ctx.get(license, record.license)
    if (!inForce.includes(status)) throw notIssued({ license: code })
    return { startedOn: ctx.today, failureReason: null }
  },
})

/** The first completed deployment puts its licence to work, in the same transaction. */
export const complete = action(deployment, 'complete', {
  from: ['inProgress'],
  to: 'completed',
  event: 'completed',
  input: { productVersion: field.text({ max: 40 }).optional() },
  async run({ ctx, record, input }) {
    const open = record.checklist.filter(({ isDone }) => !isDone).map(({ point }) => point)
    if (open.length) throw checksOpen({ points: open.join('; ') })
    const { status } = await ctx.get(license, record.license)
    if (status === 'issued') await ctx.run(deploy, record.license, {})
    return {
      completedOn: ctx.today,
      wasOnTime: ctx.today <= record.plannedOn,
      productVersion: input.productVersion ?? record.productVersion,
    }
  },
})

export const fail = action(deployment, 'fail', {
  from: ['inProgress'],
  to: 'failed',
  event: 'failed',
  input: { reason: field.text({ max: 1000 }) },
  run: ({ input }) => ({ failureReason: input.reason }),
})

export const retry = action(deployment, 'retry', {
  from: ['failed'],
  to: 'planned',
  event: 'replanned',
  input: { plannedOn: field.date() },
  run: ({ record, input }) => ({ plannedOn: input.plannedOn, retries: (record.retries ?? 0) + 1 }),
})

export const cancelDeployment = action(deployment, 'cancel', {
  from: ['planned', 'inProgress'],
  to: 'cancelled',
  event: 'cancelled',
  danger: true,
  input: { reason: field.text({ max: 1000 }) },
  run: () => ({}),
})
