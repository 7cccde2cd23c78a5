import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** Someone who deploys our product at customers. Linked to a member, they can report on their own deployments. */
export const engineer = entity('licensing.engineer', {
  path: 'engineers',
  title: 'name',
  icon: 'wrench',
  fields: {
    name: field.text({ max: 100 }).search().personal('name'),
    member: field.ref(member).optional().unique(),
    email: field.email().optional().search().personal(),
    phone: field.phone().optional().personal(),
    department: field.text({ max: 100 }).optional(),
    capacity: field.integer({ min: 1, max: 50 }).default(3),
    expertise: field
      .multiChoice(['kubernetes', 'containers', 'linux', 'networking', 'database', 'security', 'airGapped'])
      .default([]),
    regions: field
      .multiChoice(['northChina', 'eastChina', 'southChina', 'westChina', 'asiaPacific', 'europe', 'americas'])
      .default([]),
  },
  states: { active: ['inactive'], inactive: ['active'] },
  tones: { active: 'accepted', inactive: 'unstarted' },
  views: {
    active: { columns: ['name', 'expertise', 'regions', 'email', 'phone'], filter: { status: 'active' }, sort: 'name' },
    all: { columns: ['name', 'expertise', 'regions', 'status'], sort: 'name' },
  },
  indexes: [['name'], ['status', 'name']],
})
