import { action } from '@tenon/kernel/entity/action.ts'
import { task } from './task.entity.ts'

export const complete = action(task, 'complete', { from: ['open'], to: 'done', event: 'completed', run: () => ({}) })
export const reopen = action(task, 'reopen', { from: ['done'], to: 'open', event: 'reopened', run: () => ({}) })
