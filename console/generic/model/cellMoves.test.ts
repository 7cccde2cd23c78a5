import { expect, test } from 'vitest'
import { nextCell } from './cellMoves.ts'

const columns = ['status', 'note', 'value']
const isEditable = (at: number, field: string) => field !== 'status' && at !== 1

test('Tab goes to the next cell one may write, over the end of the row and past rows one may not', () => {
  expect(nextCell({ at: 0, field: 'note' }, 1, columns, 4, isEditable)).toEqual({ at: 0, field: 'value' })
  expect(nextCell({ at: 0, field: 'value' }, 1, columns, 4, isEditable)).toEqual({ at: 2, field: 'note' })
  expect(nextCell({ at: 2, field: 'note' }, -1, columns, 4, isEditable)).toEqual({ at: 0, field: 'value' })
  expect(nextCell({ at: 3, field: 'value' }, 1, columns, 4, isEditable)).toBeUndefined()
})
