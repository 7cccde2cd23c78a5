import { expect, test } from 'vitest'
import { isGranted } from './permission.ts'

test.each(['a.b.c', 'a.b.*', 'a.*', '*', '*.*.c', 'a.*.c', '*.b.*'])('%s gives a.b.c', held => {
  expect(isGranted([held], 'a.b.c')).toBe(true)
})
test.each(['a.b', 'a.b.d', 'ab.*', '*.*.d', 'a.b.c.d', '*.c', ''])('%s does not give a.b.c', held => {
  expect(isGranted([held], 'a.b.c')).toBe(false)
})

test('who may read records may list them, and not the other way round', () => {
  expect(isGranted(['licensing.license.read'], 'licensing.license.list')).toBe(true)
  expect(isGranted(['licensing.license.list'], 'licensing.license.read')).toBe(false)
})
