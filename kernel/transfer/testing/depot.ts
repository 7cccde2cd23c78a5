import { action } from '../../entity/action.ts'
import { entity } from '../../entity/entity.ts'
import { field } from '../../entity/field.ts'
import { system } from '../../entity/system.ts'
import { refusal } from '../../problem/problem.ts'

const embargo = refusal('DEPOT_EMBARGO', 409, { en: 'Nothing may be bought there.', zh: '禁止采购。' })

/** A small trade for the tests of import and export: suppliers, parts that refer to them, workers who report to one another. */
export const supplier = entity('depot.supplier', {
  path: 'suppliers',
  title: 'name',
  fields: {
    name: field.text().search(),
    code: field.text({ max: 40 }).optional().unique(),
    roles: field.multiChoice(['buyer', 'maker']).default([]),
    street: field.text().optional(),
    city: field.text().optional(),
    country: field.text().optional(),
    phone: field.phone().optional(),
  },
  facets: { makers: { field: 'roles', value: 'maker' } },
  guard: ({ after }) => {
    if (after?.name === 'Embargo') throw embargo()
  },
  importAliases: { name: ['CompanyName'], street: ['Address'] },
})

export const worker = entity('depot.worker', {
  path: 'workers',
  title: 'name',
  fields: {
    name: field.text({ max: 100 }),
    code: field.text({ max: 20 }).unique(),
    post: field.text().optional(),
    bornOn: field.date().optional(),
    phone: field.phone().optional(),
    reportsTo: field.ref((): never => worker as never).optional(),
  },
  importAliases: { bornOn: ['BirthDate'], phone: ['HomePhone'] },
})

export const item = entity('depot.item', {
  path: 'items',
  title: 'code',
  fields: {
    number: field.numberSeries('I-{000000}'),
    code: field.text({ max: 40 }).unique().search(),
    name: field.text(),
    grade: field.choice(['raw', 'fine']).default('raw'),
    seats: field.integer({ min: 0 }).optional(),
    weight: field.decimal({ scale: 3 }).optional(),
    price: field.money().optional(),
    isPublic: field.boolean().default(false),
    builtOn: field.date().optional(),
    seenAt: field.instant().optional(),
    contact: field.email().optional(),
    supplier: field.ref(supplier).optional(),
    secret: field.text().optional(),
    note: field.longText().optional(),
  },
  states: { draft: ['live'], live: [] },
  scopes: { own: 'createdBy' },
  fixed: ['name'],
})
export const goLive = action(item, 'goLive', { from: ['draft'], to: 'live', event: 'wentLive', run: () => ({}) })

/** Seven columns, as many as the measured imports had. */
export const parcel = entity('depot.parcel', {
  path: 'parcels',
  title: 'code',
  fields: {
    code: field.text({ max: 40 }).unique(),
    name: field.text(),
    seats: field.integer({ min: 0 }),
    price: field.money(),
    startsOn: field.date(),
    contact: field.email().optional(),
    note: field.text().optional(),
  },
})

const labels = {
  zh: {
    label: '仓库',
    entities: {
      supplier: {
        one: '供应商',
        many: '供应商',
        facets: { makers: { one: '制造商', many: '制造商' } },
        fields: { name: '名称', code: '编码', city: '城市' },
        options: { roles: { buyer: '买方', maker: '制造方' } },
      },
      item: {
        one: '物料',
        many: '物料',
        fields: {
          code: '编码',
          name: '名称',
          grade: '等级',
          seats: '座位',
          supplier: '供应商',
          price: '价格',
          isPublic: '公开',
        },
        options: { grade: { raw: '毛坯', fine: '精品' } },
        states: { draft: '草稿', live: '在用' },
      },
    },
  },
  en: {
    label: 'Depot',
    entities: {
      supplier: {
        one: 'Supplier',
        many: 'Suppliers',
        facets: { makers: { one: 'Maker', many: 'Makers' } },
        fields: { name: 'Name', code: 'Code', city: 'City' },
        options: { roles: { buyer: 'Buyer', maker: 'Maker' } },
      },
      item: {
        one: 'Item',
        many: 'Items',
        fields: {
          code: 'Code',
          name: 'Name',
          grade: 'Grade',
          seats: 'Seats',
          supplier: 'Supplier',
          price: 'Price',
          isPublic: 'Public',
        },
        options: { grade: { raw: 'Raw', fine: 'Fine' } },
        states: { draft: 'Draft', live: 'Live' },
      },
    },
  },
}

export const depot = system('depot', {
  version: '1.0.0',
  kind: 'installable',
  entities: [supplier, worker, item, parcel],
  actions: [goLive],
  messages: labels,
})
