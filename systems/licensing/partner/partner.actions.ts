import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { partner } from './partner.entity.ts'

export const activatePartner = action(partner, 'activate', {
  from: ['pending', 'inactive'],
  to: 'active',
  event: 'activated',
  run: () => ({}),
})

export const suspendPartner = action(partner, 'suspend', {
  from: ['active'],
  to: 'suspended',
  event: 'suspended',
  danger: true,
  input: { reason: field.text({ max: 1000 }) },
  run: () => ({}),
})

export const reinstatePartner = action(partner, 'reinstate', {
  from: ['suspended'],
  to: 'active',
  event: 'reinstated',
  run: () => ({}),
})

export const deactivatePartner = action(partner, 'deactivate', {
  from: ['pending', 'active', 'suspended'],
  to: 'inactive',
  event: 'deactivated',
  danger: true,
  input: { reason: field.text({ max: 1000 }) },
  run: () => ({}),
})
