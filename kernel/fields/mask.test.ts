import { expect, test } from 'vitest'
import { field } from '../entity/field.ts'
import { maskOf } from './mask.ts'

const phone = maskOf(field.phone().personal())
const email = maskOf(field.email().personal())

test.for([
  ['13812345678', '138****5678'],
  ['+86 138 1234 5678', '138****5678'],
  ['0086-13812345678', '138****5678'],
  ['+1 (415) 555-2671', '+14****2671'],
  ['+86 21 5550 1000', '+86****1000'],
  ['021-55501000', '021****1000'],
  ['021-55501000 x123', '021****1000'],
  ['55501000', '****1000'],
  ['110', '****'],
])('the telephone number %s shows as %s', ([value, shown]) => expect(phone(value)).toBe(shown))

test.for([
  ['zhang.wei@example.com', 'z***@example.com'],
  ['z@example.com', 'z***@example.com'],
  ['张伟@例子.公司', '张***@例子.公司'],
  ['𠮷野@example.com', '𠮷***@example.com'],
])('the address %s shows as %s', ([value, shown]) => expect(email(value)).toBe(shown))

test('names, accounts, papers and other texts keep their ends to themselves', () => {
  const [name, bank, id, text] = (['name', 'bank', 'id', 'text'] as const).map(kind =>
    maskOf(field.text().personal(kind)),
  )
  expect(['张三丰', '张三', '王', 'Wang Lei'].map(value => name?.(value))).toEqual(['张*', '张*', '王*', 'W*'])
  expect(['6222 0212 3456 1234', '12345678'].map(value => bank?.(value))).toEqual(['**** 1234', '****'])
  expect(['11010519491231002X', '12345'].map(value => id?.(value))).toEqual(['****002X', '****'])
  expect(['contract-42', 'short', '这是一段很长的文字'].map(value => text?.(value))).toEqual([
    '****t-42',
    '****',
    '****长的文字',
  ])
})

test('values of one kind that differ only in the hidden middle look the same, whatever their length', () => {
  expect(new Set(['a1@x.example', 'abcdefgh@x.example', 'a@x.example'].map(email)).size).toBe(1)
  expect(new Set(['13800005678', '13899995678', '+86 13811115678'].map(phone)).size).toBe(1)
})

test('what has no mask shows nothing at all', () => {
  for (const plain of [field.integer(), field.money(), field.date(), field.boolean()])
    expect(maskOf(plain)(7)).toBeNull()
})
