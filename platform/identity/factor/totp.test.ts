import { expect, test } from 'vitest'
import { keyUri, newSecret, stepOf } from './totp.ts'

const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test('the codes of RFC 6238, appendix B, are known at their time', () => {
  const vectors = [
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
    [20_000_000_000, '353130', 666_666_666],
  ] as const
  for (const [seconds, code, step] of vectors) expect(stepOf(rfc, code, seconds * 1000)).toBe(step)
})

test('a code holds one step before and after its own, and no longer', () => {
  const at = (offset: number) => stepOf(rfc, '050471', (1_111_111_110 + offset) * 1000)
  expect([-31, -30, -1, 0, 29, 30, 59, 60].map(at)).toEqual([
    null,
    37_037_037,
    37_037_037,
    37_037_037,
    37_037_037,
    37_037_037,
    37_037_037,
    null,
  ])
})

test('what is no code of six digits is none', () => {
  for (const code of ['', '50471', '0050471', '05047१', '-50471', '0x5047', ' ', '1e5'])
    expect(stepOf(rfc, code, 1_111_111_111_000), code).toBeNull()
  expect(stepOf(rfc, '050 471', 1_111_111_111_000)).toBe(37_037_037)
})

test('secrets have 160 bits and stand in the link an app reads', () => {
  const secret = newSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(newSecret()).not.toBe(secret)
  const uri = new URL(keyUri(secret, { issuer: 'Tenon', label: 'a@b.example' }))
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/Tenon:a%40b\.example\?/)
})
