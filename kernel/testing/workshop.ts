import { z } from 'zod'
import { sql } from '../data/sql.ts'
import { action } from '../entity/action.ts'
import { entity } from '../entity/entity.ts'
import { field } from '../entity/field.ts'
import { query } from '../entity/query.ts'
import { system } from '../entity/system.ts'

/** A small system with one of everything the DSL can say, for the kernel's own tests. */
export const person = entity('workshop.person', {
  path: 'people',
  title: 'name',
  fields: { name: field.text().search(), email: field.email().optional().unique(), member: field.json().optional() },
})

export const part = entity('workshop.part', {
  title: 'name',
  fields: {
    name: field.text(),
    quantity: field.integer({ min: 1 }),
    price: field.money().optional(),
    maker: field.ref(person).optional(),
  },
})

export const machine = entity('workshop.machine', {
  path: 'machines',
  title: 'name',
  fields: {
    number: field.numberSeries('M-{yyyy}-{0000}'),
    serial: field.numberSeries('{000000}', { gapless: true }),
    name: field.text().search(),
    story: field.longText().optional(),
    power: field.integer({ min: 0, max: 1000 }).default(10),
    weight: field.decimal({ scale: 3 }).optional(),
    price: field.money().optional(),
    isPublic: field.boolean().default(false),
    builtOn: field.date().optional(),
    seenAt: field.instant().optional(),
    colour: field.choice(['red', 'green', 'blue']).optional(),
    uses: field.multiChoice(['cut', 'drill', 'weld']).optional(),
    owner: field.ref(person).optional(),
    contact: field.email().optional(),
    hotline: field.phone().optional(),
    site: field.url().optional(),
    settings: field.json().optional(),
    manual: field.file().optional(),
    parts: field.lines(part),
    wear: field.integer().internal(),
    age: field.computed(field.integer(), ['builtOn'], ({ builtOn }: { builtOn: string | null }, today) =>
      builtOn ? Number(today.slice(0, 4)) - Number(builtOn.slice(0, 4)) : null,
    ),
  },
  states: { idle: ['running', 'scrapped'], running: ['idle', 'broken'], broken: ['idle', 'scrapped'], scrapped: [] },
  tones: { idle: 'unstarted', running: 'production', broken: 'risk', scrapped: 'accepted' },
  lifecycle: ['idle', 'running', 'scrapped'],
  scopes: { own: 'createdBy' },
  facets: { welders: { field: 'uses', value: 'weld' } },
  views: { strong: { columns: ['name', 'power'], filter: { 'power.gte': '100' }, sort: '-power' } },
  indexes: [['power']],
})

export const reading = entity('workshop.reading', {
  path: 'readings',
  title: 'value',
  appendOnly: true,
  fields: { machine: field.ref(machine), value: field.integer() },
})

export const start = action(machine, 'start', { from: ['idle'], to: 'running', event: 'started', run: () => ({}) })
export const wearDown = action(machine, 'wearDown', {
  from: ['running'],
  to: ['idle', 'broken'],
  event: 'wornDown',
  input: { wear: field.integer({ min: 0 }), reason: field.text().optional() },
  run: async ({ ctx, record, input }) => {
    await ctx.create(reading, { machine: record.id, value: input.wear })
    return { wear: input.wear, status: input.wear > 100 ? 'broken' : 'idle' }
  },
})

export const totalPower = query('workshop.totalPower', {
  path: 'machines_total_power',
  allow: 'workshop.machine.read',
  input: { colour: field.text().optional() },
  output: z.object({ total: z.number() }),
  run: async ({ ctx }) => {
    const [row] = await ctx.query<{ total: number }>(
      sql`select coalesce(sum(power), 0)::int as total from workshop.machine where tenant_id = ${ctx.tenant.id} and deleted_at is null`,
    )
    return { total: row?.total ?? 0 }
  },
})

export const workshop = system('workshop', {
  version: '1.0.0',
  kind: 'installable',
  entities: [person, part, machine, reading],
  actions: [start, wearDown],
  queries: [totalPower],
  navigation: ['machines', 'people', 'welders'],
  roles: { keeper: ['workshop.*'] },
  messages: { en: {}, zh: {} },
})
