import { expect, test } from 'vitest'
import { chosen, merged } from './choices.ts'

const copy = { choices: { home: ['a'], density: 'compact' }, unsent: [] }

test('what was chosen here and not yet sent stands before what the server remembers', () => {
  const later = chosen(chosen(copy, 'home', ['b']), 'density', undefined)
  expect(merged({ home: ['server'], density: 'comfortable', tours: 1 }, later)).toEqual({ home: ['b'], tours: 1 })
})

test('what has reached the server is as the server says', () => {
  expect(merged({ home: ['server'] }, copy)).toEqual({ home: ['server'] })
})
