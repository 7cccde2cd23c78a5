import { Secret, TOTP } from 'otpauth'

/** What every authenticator app understands: SHA-1, 6 digits, 30 seconds. */
const shape = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Clocks may be one step apart, before or behind. */
const tolerance = 1

/** 160 random bits in base 32, as people type them. */
export const newSecret = () => new Secret({ size: 20 }).base32

/** `otpauth://totp/…`: what the QR code says. */
export const keyUri = (secret: string, owner: { readonly issuer: string; readonly label: string }) =>
  new TOTP({ ...shape, ...owner, secret: Secret.fromBase32(secret) }).toString()

/** The time step a code belongs to, within the tolerance around `at` (milliseconds); null for a wrong code. */
export function stepOf(secret: string, code: string, at = Date.now()): number | null {
  const token = code.replaceAll(/\s/g, '')
  if (!/^[0-9]{6}$/.test(token)) return null // the library throws for what it cannot compare byte by byte
  const totp = new TOTP({ ...shape, secret: Secret.fromBase32(secret) })
  const delta = totp.validate({ token, timestamp: at, window: tolerance })
  return delta === null ? null : Math.floor(at / 1000 / shape.period) + delta
}
