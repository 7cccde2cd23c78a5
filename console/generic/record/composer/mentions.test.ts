import { expect, test } from 'vitest'
import { piecesOf, searchAt, storedOf, taskIn, typedOf, withPick } from './mentions.ts'

const ann = { id: 'm1', name: 'Ann' }
const annLee = { id: 'm2', name: 'Ann Lee' }

test('a picked name is stored with its person, also inside a longer name and written twice', () => {
  const typed = { text: 'Hi @Ann Lee and @Ann, @Ann again, a@b.c', picks: [ann, annLee] }
  const { text, mentions } = storedOf(typed)
  expect(text).toBe('Hi @[Ann Lee](m2) and @[Ann](m1), @[Ann](m1) again, a@b.c')
  expect(mentions).toEqual(['m2', 'm1'])
})

test('a name that was taken out of the text again is not told', () => {
  expect(storedOf({ text: 'nobody @here', picks: [ann] })).toEqual({ text: 'nobody @here', mentions: [] })
})

test('two people of one name stand in the order they were picked', () => {
  const other = { id: 'm9', name: 'Ann' }
  expect(storedOf({ text: '@Ann @Ann', picks: [ann, other] }).mentions).toEqual(['m1', 'm9'])
})

test('what is stored reads, and is edited, as it was typed', () => {
  const stored = '请@[王伟](m3) 看一下'
  expect(piecesOf(stored)).toEqual(['请', { name: '王伟', id: 'm3' }, ' 看一下'])
  expect(storedOf(typedOf(stored)).text).toBe(stored)
})

test('an @ that begins a word looks for somebody, in an address it does not', () => {
  expect(searchAt('ask @an', 7)).toEqual({ from: 4, search: 'an' })
  expect(searchAt('ask @Ann Le', 11)).toEqual({ from: 4, search: 'Ann Le' })
  expect(searchAt('请＠王', 3)).toEqual({ from: 1, search: '王' })
  expect(searchAt('@', 1)).toEqual({ from: 0, search: '' })
  expect(searchAt('me@example.com', 14)).toBeUndefined()
  expect(searchAt('done @Ann yes please', 20)).toBeUndefined()
})

test('a pick replaces what was typed of it and leaves the caret behind it', () => {
  expect(withPick({ text: 'ask @an now', picks: [] }, 4, 7, ann)).toEqual({
    text: 'ask @Ann now',
    picks: [ann],
    caret: 9,
  })
})

test('/task begins a task of what follows', () => {
  expect(taskIn('/task call them')).toBe('call them')
  expect(taskIn('/任务 回访')).toBe('回访')
  expect(taskIn('/task')).toBe('')
  expect(taskIn('about /task')).toBeUndefined()
  expect(taskIn('/tasks')).toBeUndefined()
})
