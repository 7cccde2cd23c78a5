import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AddressRule, isCidr, judgeOf } from './addresses.ts'

const allow = (cidr: string): AddressRule => ({ cidr, effect: 'allow' })
const deny = (cidr: string): AddressRule => ({ cidr, effect: 'deny' })

test('the first rule that fits decides, and who is not named is out only where somebody is let in', () => {
  const office = judgeOf([deny('10.1.2.3'), allow('10.1.0.0/16'), allow('2001:db8::/32')])
  expect(['10.1.2.3', '10.1.2.4', '10.2.0.1', '2001:db8::1', '2001:db9::1'].map(office)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ])
  const others = judgeOf([deny('203.0.113.0/24')])
  expect(['203.0.113.9', '198.51.100.1', '::1'].map(others)).toEqual([false, true, true])
  expect(judgeOf([])('198.51.100.1')).toBe(true)
  expect(judgeOf([allow('10.0.0.0/8'), deny('10.1.2.3')])('10.1.2.3')).toBe(true)
})

test('an IPv4 address is the same one through an IPv6 socket, and a zone is no part of an address', () => {
  const judge = judgeOf([allow('10.0.0.0/8'), allow('fe80::/10')])
  expect(judge('::ffff:10.1.1.1')).toBe(true)
  expect(judge('::FFFF:11.1.1.1')).toBe(false)
  expect(judge('fe80::1%eth0')).toBe(true)
  expect(judge('not an address')).toBe(false)
})

test('what is no range is told apart before it is saved', () => {
  for (const good of ['1.2.3.4', '0.0.0.0/0', '::/0', '2001:DB8::/32', '10.0.0.0/8'])
    expect(isCidr(good), good).toBe(true)
  for (const bad of [
    '',
    '1.2.3',
    '1.2.3.4/33',
    '::/129',
    '1.2.3.4/-1',
    'a.b.c.d',
    '::ffff:10.0.0.0/104',
    '10.0.0.0/8/8',
  ])
    expect(isCidr(bad), bad).toBe(false)
})

test('a range holds exactly the addresses that share its leading bits', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  const number = (bytes: readonly number[]) => bytes.reduce((sum, one) => sum * 256 + one, 0)
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte, byte), fc.tuple(byte, byte, byte, byte), fc.nat(32), (range, one, bits) => {
      const size = 2 ** (32 - bits)
      const isInside = Math.floor(number(range) / size) === Math.floor(number(one) / size)
      return judgeOf([allow(`${range.join('.')}/${bits}`)])(one.join('.')) === isInside
    }),
  )
})
