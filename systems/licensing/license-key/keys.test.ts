import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { networkOf } from '../validity/allowance.ts'
import { newLicenseKey, newPublishableKey, readLicenseKey, tenantOf } from './keys.ts'

test('a licence key is read as it was made, however it is typed', () => {
  const key = newLicenseKey()
  const typed = key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  expect([readLicenseKey(key), readLicenseKey(typed), readLicenseKey(` ${key.replaceAll('-', '')}\n`)]).toEqual([
    key,
    key,
    key,
  ])
  expect(new Set(Array.from({ length: 100 }, newLicenseKey)).size).toBe(100)
})

test('a publishable key names its organisation; anything else names none', () => {
  const tenant = randomUUID()
  expect(tenantOf(newPublishableKey(tenant))).toBe(tenant)
  for (const wrong of ['', 'pk_', 'pk_short', `sk_${'A'.repeat(54)}`, `pk_${'A'.repeat(53)}`, `pk_${'$'.repeat(54)}`])
    expect(tenantOf(wrong)).toBeUndefined()
})

test('an IPv6 subscriber counts as one network, however an address of it is written', () => {
  expect(networkOf('2001:db8:0:7::1')).toBe('2001:db8:0:7')
  expect(networkOf('2001:0DB8::7:0:0:0:1')).toBe(networkOf('2001:db8:0:0:7::1'))
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf('::ffff:192.0.2.9')).toBe('192.0.2.9')
  expect(networkOf('192.0.2.9')).toBe('192.0.2.9')
})
