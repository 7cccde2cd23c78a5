import { expect, test } from 'vitest'
import { isPlain, mergeLines, readLineText, writeLineText } from './line-text.ts'

const roles = { refs: ['role', 'site'] } as const
const departments = { refs: ['department'], first: 'isMain' } as const

test('a cell names lines, and is written as it is read', () => {
  expect(readLineText('salesRep@HQ; engineer ；boss＠KS;;', roles)).toEqual([
    ['salesRep', 'HQ'],
    ['engineer', null],
    ['boss', 'KS'],
  ])
  expect(readLineText('a@b', departments)).toEqual([['a@b']])
  const lines = [
    { role: 'r', site: 's' },
    { role: 'q', site: null },
    { role: 'q', site: null },
  ]
  expect(writeLineText(lines, roles, (_, id) => id.toUpperCase())).toBe('R@S; Q')
  const main = [
    { department: 'a', isMain: false },
    { department: 'b', isMain: true },
  ]
  expect(writeLineText(main, departments, (_, id) => id)).toBe('b; a')
  expect(['a', ' a', 'a;b', 'a@b', ''].map(isPlain)).toEqual([true, false, false, false, false])
})

test('named again, lines keep all else they hold; the rest comes and goes', () => {
  const before = [
    { id: '1', role: 'a', site: null, endsAt: 'then' },
    { id: '2', role: 'b', site: 'x', endsAt: null },
  ]
  expect(
    mergeLines(
      before,
      [
        { role: 'b', site: 'x' },
        { role: 'a', site: null },
      ],
      roles,
    ),
  ).toEqual(before)
  expect(
    mergeLines(
      before,
      [
        { role: 'a', site: null },
        { role: 'c', site: null },
      ],
      roles,
    ),
  ).toEqual([before[0], { role: 'c', site: null }])
})

test('the first place goes to the first that is named, and to nobody where nobody had it', () => {
  const [one, two] = [{ department: 'a' }, { department: 'b' }]
  expect(mergeLines([], [two, one], departments)).toEqual([{ ...two, isMain: true }, one])
  const before = [
    { ...one, isMain: true },
    { ...two, isMain: false },
  ]
  expect(mergeLines(before, [one, two], departments)).toEqual(before)
  expect(mergeLines(before, [two, one], departments).map(line => line.isMain)).toEqual([false, true])
  const nobody = [{ ...one, isMain: false }]
  expect(mergeLines(nobody, [one], departments)).toEqual(nobody)
})
