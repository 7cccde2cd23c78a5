import { armor, NotAccepted, openEnvelope, sealEnvelope, unarmor } from './envelope.mjs'
import { openRevocations, revocationOf } from './revocations.mjs'

/** How far a clock may lag behind the one that issued the file. */
const toleratedLag = 10 * 60_000

const said = {
  REVOKED: 'This file was revoked.',
  SUSPENDED: 'The licence is suspended.',
  TERMINATED: 'The licence was terminated.',
  SUPERSEDED: 'The licence was superseded by a higher edition; use the file of its successor.',
  CLOCK_BEHIND: 'The file was issued later than this machine’s clock says it is now.',
  NOT_STARTED: 'The licence has not begun yet.',
  FILE_EXPIRED: 'The file itself has expired; check out a new one.',
  FINGERPRINT_SCOPE_REQUIRED: 'The file is for one machine; give its fingerprint.',
  FINGERPRINT_SCOPE_MISMATCH: 'The file is for another machine.',
  PRODUCT_SCOPE_MISMATCH: 'The licence is for another product.',
  VERSION_SCOPE_MISMATCH: 'This version came out after the licence had ended.',
  ENTITLEMENTS_MISSING: 'The licence does not open what was asked for.',
  EXPIRED: 'The licence has expired.',
  IN_GRACE: 'The licence has ended and is in its grace period.',
  VALID: 'The licence is valid.',
}

/** @param {object} claims @param {{ kid: string, privateKey: string }} signer @param {string} [licenseKey] */
export const writeLicenseFile = (claims, signer, licenseKey) =>
  armor(sealEnvelope('license', { version: 1, ...claims }, signer, licenseKey))

/** The claims of a file whose signature holds, whatever they say. Throws NotAccepted. */
export const readLicenseFile = (text, keySet, licenseKey) => openEnvelope('license', unarmor(text), keySet, licenseKey)

const after = (at, instant) => typeof instant === 'string' && at.getTime() > Date.parse(instant)

/** Whether the file is for this program on this machine. */
function scopeCode(claims, { fingerprint, product, entitlements = [], at }) {
  const bound = claims.activation?.fingerprint
  if (product !== undefined && claims.product?.code !== product) return 'PRODUCT_SCOPE_MISMATCH'
  if (bound && !fingerprint) return 'FINGERPRINT_SCOPE_REQUIRED'
  if (bound && bound !== fingerprint) return 'FINGERPRINT_SCOPE_MISMATCH'
  const open = entitlementsAt(claims, at).map(({ code }) => code)
  return entitlements.every(code => open.includes(code)) ? null : 'ENTITLEMENTS_MISSING'
}

function timeCode({ issuedAt, expiresAt, validFrom }, at) {
  if (!after(new Date(at.getTime() + toleratedLag), issuedAt)) return 'CLOCK_BEHIND'
  if (validFrom && at.getTime() < Date.parse(validFrom)) return 'NOT_STARTED'
  return after(at, expiresAt) ? 'FILE_EXPIRED' : null
}

/** Where the licence stands at an instant. What may go on after its end is valid and still called expired. */
function standing({ validUntil, graceUntil, expirationStrategy }, { at, releasedAt }) {
  if (!after(at, validUntil)) return { code: 'VALID', valid: true }
  const isNewer = releasedAt !== undefined && after(releasedAt, validUntil)
  if (isNewer && expirationStrategy === 'maintain') return { code: 'VERSION_SCOPE_MISMATCH', valid: false }
  if (!after(at, graceUntil ?? validUntil)) return { code: 'IN_GRACE', valid: true }
  return { code: 'EXPIRED', valid: expirationStrategy === 'allow' || expirationStrategy === 'maintain' }
}

/** @param {any} claims @param {Date} at the entitlements that count at that instant */
export const entitlementsAt = ({ entitlements = [] }, at) =>
  entitlements.filter(
    ({ effectiveFrom, expiresAt }) => !(effectiveFrom && at < new Date(effectiveFrom)) && !after(at, expiresAt),
  )

function judge(claims, list, asked) {
  const refused = (list && revocationOf(list, claims)) ?? timeCode(claims, asked.at) ?? scopeCode(claims, asked)
  return refused ? { code: refused, valid: false } : standing(claims, asked)
}

/**
 * Whether a licence file counts here and now, without asking anyone. Never throws for what a file says.
 *
 * @param {string} text the whole file
 * @param {{ keys: unknown, revocations?: unknown, fingerprint?: string, product?: string, releasedAt?: Date,
 *   entitlements?: string[], licenseKey?: string, at?: Date }} options
 */
export function verifyLicenseFile(text, { keys, revocations, licenseKey, at = new Date(), ...scope }) {
  try {
    const claims = readLicenseFile(text, keys, licenseKey)
    if (claims.version !== 1) throw new NotAccepted('UNSUPPORTED_VERSION', 'The file is of a newer format.')
    const list = revocations === undefined ? undefined : trusted(revocations, keys)
    const { code, valid } = judge(claims, list, { ...scope, at })
    const warnings = after(at, list?.nextUpdateAt) ? ['REVOCATIONS_STALE'] : []
    return { valid, code, detail: said[code], claims, entitlements: entitlementsAt(claims, at), warnings }
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error
    return { valid: false, code: error.code, detail: error.message, claims: null, entitlements: [], warnings: [] }
  }
}

/** A list that cannot be trusted must not count as an empty one. */
function trusted(revocations, keys) {
  try {
    return openRevocations(revocations, keys)
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error
    throw new NotAccepted('REVOCATIONS_NOT_TRUSTED', `The revocation list cannot be trusted: ${error.message}`)
  }
}
