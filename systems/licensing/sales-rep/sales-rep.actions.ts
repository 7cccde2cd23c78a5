import { action } from '@tenon/kernel/entity/action.ts'
import { salesRep } from './sales-rep.entity.ts'

export const deactivateSalesRep = action(salesRep, 'deactivate', {
  from: ['active'],
  to: 'inactive',
  event: 'deactivated',
  run: () => ({}),
})

export const reactivateSalesRep = action(salesRep, 'reactivate', {
  from: ['inactive'],
  to: 'active',
  event: 'reactivated',
  run: () => ({}),
})
