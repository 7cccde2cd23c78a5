import { verifyLicenseFile } from '@tenon/license-verifier'
import { expect, test } from 'vitest'
import { act, house, list } from '../story.ts'
import { licensed } from '../validity/asking.ts'

const app = await house()

test('a machine the licence is active on takes a file along, good there alone; another one gets none', async () => {
  const { person, license, key, ask } = await licensed(app)
  await ask('activate', { key, fingerprint: 'machine-1', hostname: 'web-1' })
  const { status, body } = await ask('check-out', { key, fingerprint: 'machine-1' })
  expect([status, body.code], JSON.stringify(body)).toEqual([201, 'VALID'])
  const slug = `t${person.session.tenant.id.replaceAll('-', '')}`
  const { body: keys } = await person.get(`/licensing/license-keys?organisation=${slug}`)
  const code = (fingerprint?: string) => verifyLicenseFile(body.file.content, { keys, fingerprint }).code
  expect([code('machine-1'), code('machine-2'), code()]).toEqual([
    'VALID',
    'FINGERPRINT_SCOPE_MISMATCH',
    'FINGERPRINT_SCOPE_REQUIRED',
  ])
  const [activation] = await list(person, 'activations')
  expect((await list(person, 'license_files'))[0]).toMatchObject({ license: license.id, activation: activation.id })
  const other = await ask('check-out', { key, fingerprint: 'machine-2' })
  expect([other.status, other.body]).toMatchObject([200, { code: 'FINGERPRINT_SCOPE_MISMATCH', file: null }])
  const sealed = (await ask('check-out', { key, fingerprint: 'machine-1', encrypt: true })).body.file.content
  expect(verifyLicenseFile(sealed, { keys }).code).toBe('LICENSE_KEY_REQUIRED')
  expect(verifyLicenseFile(sealed, { keys, licenseKey: key, fingerprint: 'machine-1' }).code).toBe('VALID')
})

test('a suspended licence and a released machine take no file along', async () => {
  const { person, license, key, ask } = await licensed(app)
  await ask('activate', { key, fingerprint: 'machine-1' })
  await act(person, 'licenses', license.id, 'suspend', { reason: 'Unpaid' })
  expect((await ask('check-out', { key, fingerprint: 'machine-1' })).body).toMatchObject({
    code: 'SUSPENDED',
    file: null,
  })
  await act(person, 'licenses', license.id, 'reinstate')
  await ask('deactivate', { key, fingerprint: 'machine-1' })
  expect((await ask('check-out', { key, fingerprint: 'machine-1' })).body).toMatchObject({ valid: false, file: null })
  expect((await ask('check-out', { key: 'NO-SUCH-KEY', fingerprint: 'm' })).body.code).toBe('NOT_FOUND')
  expect((await ask('check-out', { key })).status).toBe(422)
})
