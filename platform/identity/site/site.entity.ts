import { type AnyEntity, entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { guardSite } from './site.guard.ts'
import { siteTypes } from './site.rules.ts'

/** A place of the organisation where people work with rights of their own: headquarters, a factory, a shop. */
export const site = entity('identity.site', {
  path: 'sites',
  title: 'name',
  icon: 'map-pin',
  tree: 'parent',
  fields: {
    name: field.text({ max: 100 }).search(),
    code: field.text({ max: 40 }).unique().search(),
    type: field.choice(siteTypes).default('headquarters'),
    /** The exporter a factory belongs to: who works there may reach the factory too. */
    parent: field.ref((): AnyEntity => site).optional(),
    timeZone: field.text({ max: 60 }).optional(),
  },
  scopes: { site: 'id' },
  views: { all: { columns: ['name', 'code', 'type', 'parent', 'timeZone'], sort: 'name' } },
  guard: guardSite,
})
