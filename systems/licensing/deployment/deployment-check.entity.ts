import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** One point that must be seen to before a deployment counts as completed. */
export const deploymentCheck = entity('licensing.deploymentCheck', {
  title: 'point',
  fields: { point: field.text({ max: 200 }), isDone: field.boolean().default(false) },
})
