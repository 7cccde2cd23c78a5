import { Secret, TOTP } from 'otpauth'
import { afterAll, vi } from 'vitest'
import { type Authenticator, authenticator } from './authenticator.ts'
import type { Known } from './sign-in-app.ts'

const period = 30_000

/** Stops the clock in the middle of a step, for the length of a test file: no code goes by while a slow machine works. */
export function holdClock(): void {
  const now = Date.now()
  vi.useFakeTimers({ now: now - (now % period) + period / 2, toFake: ['Date'] })
  afterAll(() => vi.useRealTimers())
}

/** The code an authenticator app shows now, or some steps of 30 seconds away. */
export const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * period })

/** Sets up an authenticator app with the code of the step before, so that the present one is still unused. */
export async function setUpTotp(person: Known): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await person.post('/user/factors/totp', { password: person.password })).body
  const confirmed = await person.post('/user/factors/totp/confirm', { code: codeOf(secret, -1) })
  return { secret, recoveryCodes: confirmed.body.recoveryCodes }
}

export async function setUpPasskey(person: Known, name = 'Laptop'): Promise<Authenticator> {
  const key = authenticator()
  const options = (await person.post('/user/passkeys/options', { password: person.password })).body
  await person.post('/user/passkeys', { name, attestation: key.create(options) })
  return key
}
