import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examineChain, faultOf, lineOf, newKeyPair, type Receipt, readReceipts, writeReceipt } from './index.mjs'

const { privateKey } = newKeyPair()
const hour = 3_600_000
const start = Date.parse('2026-05-01T00:00:00Z')
const instant = (hours: number) => new Date(start + hours * hour).toISOString()

const said = (from: number, to: number, users = 5) => ({
  license: 'license-1',
  samples: [{ metric: 'users', value: users, at: instant(to) }],
  ...{ periodStart: instant(from), periodEnd: instant(to), recordedAt: instant(to) },
})
function chain(length: number, users = 5): Receipt[] {
  const receipts: Receipt[] = []
  for (let i = 0; i < length; i++) receipts.push(writeReceipt(said(i, i + 1, users), receipts.at(-1), privateKey))
  return receipts
}
const ten = chain(10)
const codes = (receipts: readonly Receipt[], known?: Receipt) =>
  examineChain(receipts, known).map(({ code, sequence, from, to }) =>
    from ? `${code} ${from}-${to}` : `${code} ${sequence}`,
  )

test('an unbroken chain gives no finding, whole or continued', () => {
  expect(codes(ten)).toEqual([])
  expect(codes(ten.toReversed())).toEqual([])
  expect(codes(ten.slice(4), ten[3])).toEqual([])
  expect(codes(ten, ten[3])).toEqual([])
  expect(readReceipts(ten.map(lineOf).join(''))).toEqual(ten)
})

test('whichever byte of the receipts is changed, they are not accepted', () => {
  const bytes = Buffer.from(ten.slice(0, 2).map(lineOf).join(''), 'latin1')
  for (let position = 0; position < bytes.length; position++) {
    const changed = Buffer.from(bytes)
    changed[position] = (changed[position] as number) ^ (1 + (position % 255))
    expect(() => readReceipts(changed.toString('latin1')), `byte ${position}`).toThrow(/^Line [12]/)
  }
})

test('whatever is left out, exactly that is missed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (first, length) => {
      const to = Math.min(first + length - 1, 9)
      const kept = ten.filter(({ sequence }) => sequence < first || sequence > to)
      expect(codes(kept)).toEqual([`GAP ${first}-${to}`])
    }),
  )
})

test('two histories from one point are a fork, at whatever point', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), at => {
      const other = writeReceipt(said(at, at + 1, 1), ten[at - 1], privateKey)
      expect(codes([...ten, other])).toEqual([`FORK ${at + 1}`])
      expect(codes([other], ten[at])).toEqual([`FORK ${at + 1}`])
    }),
  )
})

test('a history that goes on from another one is a fork too', () => {
  const copy = chain(5, 1)
  expect(codes([...ten.slice(0, 5), writeReceipt(said(5, 6), copy.at(-1), privateKey)])).toEqual(['FORK 6'])
})

test('a clock that went back and time without a receipt are told apart', () => {
  const two = ten.slice(0, 2)
  expect(codes([...two, writeReceipt(said(1, 2), two[1], privateKey)])).toEqual(['CLOCK_ROLLED_BACK 3'])
  expect(codes([...two, writeReceipt({ ...said(2, 3), recordedAt: instant(1) }, two[1], privateKey)])).toEqual([
    'CLOCK_ROLLED_BACK 3',
  ])
  expect(codes([...two, writeReceipt(said(4, 5), two[1], privateKey)])).toEqual(['UNREPORTED 3'])
})

test('a receipt under another key, with more or with less in it is none', () => {
  const [first] = ten as [Receipt]
  expect(faultOf(first)).toBeNull()
  const other = newKeyPair()
  expect(faultOf({ ...first, instance: other.publicKey })).toBe('BAD_HASH')
  expect(faultOf({ ...first, note: 'x' })).toBe('MALFORMED')
  expect(faultOf({ ...first, samples: [{ metric: 'users', value: -1, at: instant(1) }] })).toBe('MALFORMED')
  const forged = writeReceipt(said(0, 1), undefined, other.privateKey)
  expect(faultOf({ ...forged, signature: first.signature })).toBe('BAD_SIGNATURE')
  for (const value of [null, 1, [], {}, 'x']) expect(faultOf(value)).toBe('MALFORMED')
})
