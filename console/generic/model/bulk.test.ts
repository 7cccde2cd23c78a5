import { expect, test } from 'vitest'
import { formerValues } from './bulk.ts'
import type { RecordRow } from './record.ts'

const rows = [
  { id: 'a', version: 1, rep: 'x' },
  { id: 'b', version: 1, rep: null },
  { id: 'c', version: 1, rep: 'x' },
] as readonly RecordRow[]

test('what many records held before is written back once for each value', () => {
  expect(formerValues(rows, ['a', 'b', 'c'], row => row.rep)).toEqual([
    { value: 'x', ids: ['a', 'c'] },
    { value: null, ids: ['b'] },
  ])
})

test('nothing is offered to be undone of which a former value is not known', () => {
  expect(formerValues(rows, ['a', 'z'], row => row.rep)).toBeUndefined()
})
