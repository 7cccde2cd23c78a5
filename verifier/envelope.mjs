import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { bytesOf, canonical, parsed } from './canonical.mjs'
import { isSigned, keyIn, signText } from './keys.mjs'

/**
 * What is signed and handed out: `{enc, sig, alg, kid}`. The signature is over a word for what it is, a slash and `enc`,
 * so that one kind of document never passes for another.
 */

/** Why a document is not accepted: a code for programs, a sentence for people. */
export class NotAccepted extends Error {
  /** @param {string} code @param {string} detail @param {number} [line] of the file, counted from 1 */
  constructor(code, detail, line) {
    super(detail)
    this.name = 'NotAccepted'
    this.code = code
    this.line = line
  }
}

export const plain = 'base64+ed25519'
export const encrypted = 'aes-256-gcm+ed25519'
const [ivLength, tagLength, lineLength] = [12, 16, 64]

const cipherKey = licenseKey => createHash('sha256').update(`license/${licenseKey}`).digest()

function encrypt(content, licenseKey) {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', cipherKey(licenseKey), iv)
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function decrypt(bytes, licenseKey) {
  if (!licenseKey) throw new NotAccepted('LICENSE_KEY_REQUIRED', 'The file is encrypted; give the licence key.')
  const [iv, tag] = [bytes.subarray(0, ivLength), bytes.subarray(ivLength, ivLength + tagLength)]
  try {
    const decipher = createDecipheriv('aes-256-gcm', cipherKey(licenseKey), iv, { authTagLength: tagLength })
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()])
  } catch {
    throw new NotAccepted('LICENSE_KEY_WRONG', 'This licence key does not open the file.')
  }
}

/**
 * Signs claims. With a licence key they are also encrypted, so that only its holder can read them.
 *
 * @param {'license' | 'revocations'} kind
 * @param {unknown} claims
 * @param {{ kid: string, privateKey: string }} signer
 * @param {string} [licenseKey]
 */
export function sealEnvelope(kind, claims, { kid, privateKey }, licenseKey) {
  const content = Buffer.from(canonical(claims), 'utf8')
  const enc = (licenseKey ? encrypt(content, licenseKey) : content).toString('base64')
  return { enc, sig: signText(`${kind}/${enc}`, privateKey), alg: licenseKey ? encrypted : plain, kid }
}

/**
 * The claims of an envelope whose signature holds. Throws NotAccepted.
 *
 * @param {'license' | 'revocations'} kind
 * @param {any} envelope
 * @param {unknown} keySet
 * @param {string} [licenseKey]
 */
export function openEnvelope(kind, envelope, keySet, licenseKey) {
  const { enc, sig, alg, kid } = envelope ?? {}
  const [content, signature] = [bytesOf(enc), bytesOf(sig)]
  if (!content || !signature) throw new NotAccepted('MALFORMED', 'This is no signed document.')
  if (alg !== plain && alg !== encrypted)
    throw new NotAccepted('UNSUPPORTED_ALGORITHM', `The algorithm “${alg}” is not known.`)
  const key = keyIn(keySet, kid)
  if (!key) throw new NotAccepted('UNKNOWN_KEY', `It is signed with the key “${kid}”, which is not among the keys.`)
  if (key.status === 'revoked') throw new NotAccepted('KEY_REVOKED', `Its signing key “${kid}” was revoked.`)
  if (!isSigned(`${kind}/${enc}`, signature, key.x))
    throw new NotAccepted('BAD_SIGNATURE', 'The signature does not hold: the document was changed.')
  const claims = parsed((alg === encrypted ? decrypt(content, licenseKey) : content).toString('utf8'))
  if (claims === null || typeof claims !== 'object') throw new NotAccepted('MALFORMED', 'It says nothing readable.')
  return claims
}

const [begin, end] = ['-----BEGIN LICENSE FILE-----', '-----END LICENSE FILE-----']

/** An envelope as the text of a file, in lines of 64 characters. */
export function armor({ enc, sig, alg, kid }) {
  const text = Buffer.from(canonical({ enc, sig, alg, kid }), 'utf8').toString('base64')
  const lines = text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []
  return `${[begin, ...lines, end].join('\n')}\n`
}

/**
 * The envelope in the text of a file. Only the one way of writing it is accepted, so that no changed byte goes
 * unnoticed; line ends may be those of Windows, and the last may be missing. Throws NotAccepted.
 *
 * @param {string} file
 */
export function unarmor(file) {
  const text = file.replaceAll('\r\n', '\n').replace(/\n?$/, '\n')
  const [first, ...lines] = text.split('\n')
  const envelope = first === begin ? parsed(bytesOf(lines.slice(0, -2).join(''))?.toString('utf8') ?? '') : undefined
  if (envelope === null || typeof envelope !== 'object' || armor(envelope) !== text)
    throw new NotAccepted('MALFORMED', 'This is no licence file, or it was changed.')
  return envelope
}
