import { keyNumber } from '@tenon/kernel/secrets/key-ring.ts'
import { resealAll } from '@tenon/kernel/secrets/reseal.ts'
import { openSecret, ringOf, sealSecret } from '@tenon/kernel/secrets/secret.ts'
import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'
import { totpPlace } from './enrol.ts'
import { sealedOfAccounts } from './sealed.ts'

const { app, person, tenant } = await signInApp()

test('a rotation of keys reaches the secrets of authenticator apps', async () => {
  const { userId } = await person(await tenant(), [])
  const { runtime } = app
  const id = '01980000-0000-7000-8000-00000000aaaa'
  const insert = 'insert into auth.totp (id, user_id, secret) values ($1, $2, $3)'
  await runtime.pool.instance([{ text: insert, values: [id, userId, sealSecret(runtime, 'JBSWY3DP', totpPlace(id))] }])
  const key = await ringOf(runtime).rotate()
  await resealAll(app, sealedOfAccounts)
  const [rows] = await runtime.pool.instance([{ text: 'select secret from auth.totp where id = $1', values: [id] }])
  const sealed = rows?.[0]?.[0] as string
  expect(keyNumber(sealed)).toBe(key)
  expect(await openSecret(runtime, sealed, totpPlace(id))).toBe('JBSWY3DP')
})
