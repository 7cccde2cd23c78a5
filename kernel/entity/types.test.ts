import { expectTypeOf, test } from 'vitest'
import type { Money } from '../fields/money/money.ts'
import { machine, type person } from '../testing/workshop.ts'
import { action } from './action.ts'
import { type Create, entity, type Patch, type Row } from './entity.ts'
import { field } from './field.ts'

// What is declared is what is inferred. These fail in the type check, not when run.

test('a row has every field with its type, null where it may be empty, and its states', () => {
  type Machine = Row<typeof machine>
  expectTypeOf<Machine['name']>().toEqualTypeOf<string>()
  expectTypeOf<Machine['price']>().toEqualTypeOf<Money | null>()
  expectTypeOf<Machine['colour']>().toEqualTypeOf<'red' | 'green' | 'blue' | null>()
  expectTypeOf<Machine['uses']>().toEqualTypeOf<('cut' | 'drill' | 'weld')[] | null>()
  expectTypeOf<Machine['wear']>().toEqualTypeOf<number | null>()
  expectTypeOf<Machine['status']>().toEqualTypeOf<'idle' | 'running' | 'broken' | 'scrapped'>()
  expectTypeOf<Machine['version']>().toEqualTypeOf<number>()
  expectTypeOf<Row<typeof person>>().not.toHaveProperty('status')
})

test('a create must give the required fields, may give the optional ones, and none that is not the caller’s to set', () => {
  expectTypeOf<{ name: string }>().toExtend<Create<typeof machine>>()
  expectTypeOf<{ power: number }>().not.toExtend<Create<typeof machine>>()
  expectTypeOf<keyof Create<typeof machine>>().not.toEqualTypeOf<'number'>()
  expectTypeOf<Create<typeof machine>>().not.toHaveProperty('number')
  expectTypeOf<Create<typeof machine>>().not.toHaveProperty('wear')
  expectTypeOf<Create<typeof machine>>().not.toHaveProperty('age')
  expectTypeOf<Patch<typeof machine>>().toHaveProperty('wear')
})

test('what cannot be does not compile', () => {
  // @ts-expect-error 'gone' is not a state
  entity('a.b', { title: 'x', fields: { x: field.text() }, states: { here: ['gone'] } })
  // @ts-expect-error the title must be a field
  entity('a.b', { title: 'y', fields: { x: field.text() } })
  // @ts-expect-error a name is system.entity
  entity('b', { title: 'x', fields: { x: field.text() } })
  // @ts-expect-error a view's column must be a field
  entity('a.b', { title: 'x', fields: { x: field.text() }, views: { all: { columns: ['y'] } } })
  // @ts-expect-error a tone for a state that is not declared
  entity('a.b', { title: 'x', fields: { x: field.text() }, states: { on: [] }, tones: { off: 'risk' } })
  // @ts-expect-error idle may not jump to broken
  action(machine, 'x', { from: ['idle'], to: 'broken', event: 'x', run: () => ({}) })
  // @ts-expect-error the number is the kernel's to give
  action(machine, 'x', { from: ['idle'], to: 'running', event: 'x', run: () => ({ number: 'M-1' }) })
  // @ts-expect-error with a choice of states, run must say which
  action(machine, 'x', { from: ['running'], to: ['idle', 'broken'], event: 'x', run: () => ({}) })
  const years = action(machine, 'x', {
    event: 'x',
    input: { years: field.integer() },
    run: ({ input }) => ({ wear: input.years }),
  })
  expectTypeOf(years.input.years.kind.name).toBeString()
})
