import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** A place of the organisation where people work with rights of their own: headquarters, a factory, a shop. */
export const site = entity('identity.site', {
  path: 'sites',
  title: 'name',
  icon: 'map-pin',
  fields: {
    name: field.text({ max: 100 }).search(),
    code: field.text({ max: 40 }).unique().search(),
    type: field.choice(['headquarters', 'factory', 'exporter', 'storefront']).default('headquarters'),
    timeZone: field.text({ max: 60 }).optional(),
  },
  scopes: { site: 'id' },
  views: { all: { columns: ['name', 'code', 'type', 'timeZone'], sort: 'name' } },
})
