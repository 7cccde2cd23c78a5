import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** A version of a product that was released: a licence check may ask for one of them. */
export const productVersion = entity('licensing.productVersion', {
  title: 'name',
  fields: {
    name: field.text({ max: 40 }),
    releasedOn: field.date().optional(),
    note: field.text({ max: 500 }).optional(),
  },
})

/** What is licensed. Its code is what a program names when it asks whether its licence is valid. */
export const product = entity('licensing.product', {
  path: 'licensed_products',
  title: 'name',
  icon: 'package',
  fields: {
    name: field.text({ max: 100 }).search(),
    code: field.text({ max: 60 }).unique().search(),
    url: field.url().optional(),
    note: field.longText().optional(),
    versions: field.lines(productVersion, { max: 200 }),
  },
  views: { all: { columns: ['name', 'code', 'url', 'updatedAt'], sort: 'name' } },
  indexes: [['name']],
})
