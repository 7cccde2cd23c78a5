import { action } from '@tenon/kernel/entity/action.ts'
import { engineer } from './engineer.entity.ts'

export const deactivateEngineer = action(engineer, 'deactivate', {
  from: ['active'],
  to: 'inactive',
  event: 'deactivated',
  run: () => ({}),
})

export const reactivateEngineer = action(engineer, 'reactivate', {
  from: ['inactive'],
  to: 'active',
  event: 'reactivated',
  run: () => ({}),
})
