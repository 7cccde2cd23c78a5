import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** Ed25519 keys (RFC 8032): public ones as JSON Web Keys (RFC 8037), private ones as PKCS #8 in PEM. */

const curve = { kty: 'OKP', crv: 'Ed25519' }

/** @returns {{ publicKey: string, privateKey: string }} the public half as base64url, the private half as PEM */
export function newKeyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: /** @type {string} */ (publicKey.export({ format: 'jwk' }).x),
    privateKey: /** @type {string} */ (privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

/** @param {string} privateKey PEM @returns {string} the public half, base64url */
export const publicKeyOf = privateKey =>
  /** @type {string} */ (createPublicKey(createPrivateKey(privateKey)).export({ format: 'jwk' }).x)

/** @param {string} publicKey 32 bytes as base64url */
const toKey = publicKey => createPublicKey({ key: { ...curve, x: publicKey }, format: 'jwk' })

/** @param {string} text @param {string} privateKey PEM @returns {string} base64 */
export const signText = (text, privateKey) =>
  sign(null, Buffer.from(text, 'utf8'), createPrivateKey(privateKey)).toString('base64')

/**
 * @param {string} text
 * @param {Buffer} signature
 * @param {string} publicKey base64url
 * @returns {boolean} false also for a key that is none
 */
export function isSigned(text, signature, publicKey) {
  try {
    return verify(null, Buffer.from(text, 'utf8'), toKey(publicKey), signature)
  } catch {
    return false // 32 bytes that are no point of the curve sign nothing
  }
}

/** What `/.well-known/license-keys` says of a key. */
export const toJwk = ({ kid, publicKey, status, ...dates }) => ({
  ...curve,
  x: publicKey,
  kid,
  use: 'sig',
  alg: 'EdDSA',
  status,
  ...dates,
})

/**
 * The key with this id in a set as published; undefined when there is none.
 *
 * @param {unknown} keySet `{ keys: [...] }`
 * @param {unknown} kid
 */
export function keyIn(keySet, kid) {
  const keys = keySet !== null && typeof keySet === 'object' && Array.isArray(keySet.keys) ? keySet.keys : []
  return keys.find(key => key?.kid === kid && key.kty === curve.kty && key.crv === curve.crv)
}
