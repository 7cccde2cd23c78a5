import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  armor,
  type KeySet,
  type LicenseClaims,
  newKeyPair,
  readLicenseFile,
  sealEnvelope,
  sealRevocations,
  toJwk,
  unarmor,
  verifyLicenseFile,
  writeLicenseFile,
} from './index.mjs'

const pair = newKeyPair()
const signer = { kid: 'key-1', privateKey: pair.privateKey }
const keySet = (status = 'active'): KeySet => ({ keys: [toJwk({ kid: 'key-1', publicKey: pair.publicKey, status })] })
const keys = keySet()

const claims: LicenseClaims = {
  issuer: { name: '启源智造集团' },
  file: 'file-1',
  license: {
    ...{ id: 'license-1', code: 'LIC-2026-0001', edition: 'enterprise', model: 'subscription' },
    ...{ authorizedUsers: 50, authorizedWorkspaces: 5, clusterId: null },
  },
  customer: { id: 'customer-1', name: '华信精密' },
  entitlements: [
    { code: 'sso', kind: 'boolean', value: 'true', effectiveFrom: null, expiresAt: '2026-06-30T15:59:59.999Z' },
    { code: 'audit', kind: 'boolean', value: 'true', effectiveFrom: '2026-07-01T00:00:00.000Z', expiresAt: null },
  ],
  term: { id: 'term-1', seq: 1, from: '2026-01-01', to: '2026-12-31' },
  purchase: { id: 'purchase-1', no: 'PUR-2026-0001' },
  activation: null,
  issuedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  validFrom: '2025-12-31T16:00:00.000Z',
  validUntil: '2026-12-31T15:59:59.999Z',
  graceUntil: '2027-01-14T15:59:59.999Z',
  expirationStrategy: 'restrict',
}
const at = new Date('2026-05-05T00:00:00Z')
const file = writeLicenseFile(claims, signer)
const verdict = (text: string, options: Partial<Parameters<typeof verifyLicenseFile>[1]> = {}) =>
  verifyLicenseFile(text, { keys, at, ...options })
const code = (...args: Parameters<typeof verdict>) => verdict(...args).code

test('a file comes back as it was signed, with the entitlements of the moment', () => {
  expect(verdict(file)).toMatchObject({ valid: true, code: 'VALID', claims, warnings: [] })
  expect(verdict(file).entitlements.map(one => one.code)).toEqual(['sso'])
  expect(verdict(file, { at: new Date('2026-08-01T00:00:00Z') }).entitlements.map(one => one.code)).toEqual(['audit'])
  expect(verdict(file.replaceAll('\n', '\r\n')).valid).toBe(true)
})

test('whichever byte of a file is changed, it is not accepted', () => {
  const bytes = Buffer.from(file, 'latin1')
  for (let position = 0; position < bytes.length; position++) {
    const other = fc.sample(fc.integer({ min: 1, max: 255 }), { numRuns: 1, seed: position })[0] as number
    for (const flip of [1, other]) {
      const changed = Buffer.from(bytes)
      changed[position] = (changed[position] as number) ^ flip
      const { valid, claims: read } = verdict(changed.toString('latin1'))
      expect([valid, read], `byte ${position} ^ ${flip}`).toEqual([false, null])
    }
  }
})

test('whatever is changed, added or taken away inside the envelope, it is not accepted', () => {
  const envelope = unarmor(file)
  const part = fc.constantFrom('enc', 'sig', 'alg', 'kid') as fc.Arbitrary<keyof typeof envelope>
  fc.assert(
    fc.property(part, fc.nat(), fc.string({ maxLength: 4 }), fc.nat(4), (name, place, inserted, removed) => {
      const text = envelope[name]
      const start = place % (text.length + 1)
      const changed = text.slice(0, start) + inserted + text.slice(start + removed)
      fc.pre(changed !== text)
      expect(verdict(armor({ ...envelope, [name]: changed })).valid).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever the claims are, they come back as they went in, and another key does not open them', () => {
  const stranger = { keys: [toJwk({ kid: 'key-1', publicKey: newKeyPair().publicKey, status: 'active' })] }
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.option(fc.string({ minLength: 1 })), (said, secret) => {
      fc.pre(!('__proto__' in said))
      const text = armor(sealEnvelope('license', said, signer, secret ?? undefined))
      expect(readLicenseFile(text, keys, secret ?? undefined)).toEqual(JSON.parse(JSON.stringify(said)))
      expect(code(text, { keys: stranger })).toBe('BAD_SIGNATURE')
    }),
  )
})

test('a retired key still verifies what it signed, a revoked or unknown one nothing', () => {
  const next = toJwk({ kid: 'key-2', publicKey: newKeyPair().publicKey, status: 'active' })
  const rotated = { keys: [...keySet('retired').keys, next] }
  expect(code(file, { keys: rotated })).toBe('VALID')
  expect(code(file, { keys: keySet('revoked') })).toBe('KEY_REVOKED')
  expect(code(file, { keys: { keys: [next] } })).toBe('UNKNOWN_KEY')
  expect(code(file, { keys: {} })).toBe('UNKNOWN_KEY')
})

test('the end, the grace and the start are right to the millisecond', () => {
  const codeAt = (instant: string) => code(file, { at: new Date(instant) })
  expect(codeAt('2026-12-31T15:59:59.999Z')).toBe('VALID')
  expect(codeAt('2026-12-31T16:00:00.000Z')).toBe('IN_GRACE')
  expect(codeAt('2027-01-14T15:59:59.999Z')).toBe('IN_GRACE')
  expect(codeAt('2027-01-14T16:00:00.000Z')).toBe('EXPIRED')
  expect(codeAt('2025-12-31T23:49:00.000Z')).toBe('CLOCK_BEHIND')
  const later = writeLicenseFile({ ...claims, validFrom: '2026-06-01T00:00:00.000Z' }, signer)
  expect(code(later)).toBe('NOT_STARTED')
  const short = writeLicenseFile({ ...claims, expiresAt: '2026-05-04T00:00:00.000Z' }, signer)
  expect(code(short)).toBe('FILE_EXPIRED')
})

test('where a policy lets work go on after the end, the file is expired and valid', () => {
  const late = new Date('2028-01-01T00:00:00Z')
  for (const [expirationStrategy, valid] of [
    ['restrict', false],
    ['revoke', false],
    ['maintain', true],
    ['allow', true],
  ] as const)
    expect(verdict(writeLicenseFile({ ...claims, expirationStrategy }, signer), { at: late })).toMatchObject({
      code: 'EXPIRED',
      valid,
    })
})

test('a file for one machine counts on that machine alone', () => {
  const bound = writeLicenseFile({ ...claims, activation: { id: 'a', fingerprint: 'machine-1' } }, signer)
  expect(code(bound)).toBe('FINGERPRINT_SCOPE_REQUIRED')
  expect(code(bound, { fingerprint: 'machine-2' })).toBe('FINGERPRINT_SCOPE_MISMATCH')
  expect(code(bound, { fingerprint: 'machine-1' })).toBe('VALID')
  expect(code(file, { fingerprint: 'any' })).toBe('VALID')
})

test('a file counts for its product, what it opens, and the versions that came out while it ran', () => {
  const sold = writeLicenseFile({ ...claims, product: { code: 'flow', name: 'Flow' } }, signer)
  expect(code(sold, { product: 'flow', entitlements: ['sso'] })).toBe('VALID')
  expect(code(sold, { product: 'desk' })).toBe('PRODUCT_SCOPE_MISMATCH')
  expect(code(file, { product: 'flow' })).toBe('PRODUCT_SCOPE_MISMATCH')
  expect(code(sold, { entitlements: ['sso', 'audit'] })).toBe('ENTITLEMENTS_MISSING')
  const kept = writeLicenseFile({ ...claims, expirationStrategy: 'maintain' }, signer)
  const late = { at: new Date('2028-01-01T00:00:00Z'), releasedAt: new Date('2026-12-31T15:00:00Z') }
  expect(verdict(kept, late)).toMatchObject({ valid: true, code: 'EXPIRED' })
  expect(verdict(kept, { ...late, releasedAt: new Date('2027-06-01T00:00:00Z') })).toMatchObject({
    valid: false,
    code: 'VERSION_SCOPE_MISMATCH',
  })
})

test('an encrypted file opens with its licence key alone', () => {
  const sealed = writeLicenseFile(claims, signer, 'KEY-1234')
  expect(code(sealed)).toBe('LICENSE_KEY_REQUIRED')
  expect(code(sealed, { licenseKey: 'KEY-9999' })).toBe('LICENSE_KEY_WRONG')
  expect(code(sealed, { licenseKey: 'KEY-1234' })).toBe('VALID')
})

test('what is on the revocation list does not count, and a list that is not signed is not believed', () => {
  const dates = {
    organisation: 'qiyuan',
    issuedAt: '2026-05-01T00:00:00.000Z',
    nextUpdateAt: '2026-05-08T00:00:00.000Z',
  }
  const list = (licenses: { id: string; reason: string }[], files: { id: string; revokedAt: string }[] = []) =>
    sealRevocations({ ...dates, licenses, files }, signer)
  const with_ = (revocations: unknown) => code(file, { revocations })
  expect(with_(list([]))).toBe('VALID')
  expect(with_(list([{ id: 'license-1', reason: 'terminated' }]))).toBe('TERMINATED')
  expect(with_(list([{ id: 'license-1', reason: 'suspended' }]))).toBe('SUSPENDED')
  expect(with_(list([], [{ id: 'file-1', revokedAt: dates.issuedAt }]))).toBe('REVOKED')
  expect(with_({ ...list([]), enc: 'e30=' })).toBe('REVOCATIONS_NOT_TRUSTED')
  expect(with_({})).toBe('REVOCATIONS_NOT_TRUSTED')
  expect(with_(unarmor(file))).toBe('REVOCATIONS_NOT_TRUSTED')
  expect(verdict(file, { revocations: list([]), at: new Date('2026-06-01T00:00:00Z') }).warnings).toEqual([
    'REVOCATIONS_STALE',
  ])
})
