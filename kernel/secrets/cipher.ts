import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const [ivLength, tagLength] = [12, 16]

/** A key of 32 bytes for one purpose, from a secret text of any length. */
export const keyFrom = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
export const freshKey = () => randomBytes(32)

/** AES-256-GCM as base64url of nonce, tag and text. It opens only with the same `bound` text. */
export function encrypt(key: Buffer, content: Buffer, bound: string): string {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was encrypted; null when the key or `bound` is another, or a bit was changed. */
export function decrypt(key: Buffer, text: string, bound: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < ivLength + tagLength) return null
  const [iv, tag] = [bytes.subarray(0, ivLength), bytes.subarray(ivLength, ivLength + tagLength)]
  const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
  cipher.setAAD(Buffer.from(bound)).setAuthTag(tag)
  try {
    return Buffer.concat([cipher.update(bytes.subarray(ivLength + tagLength)), cipher.final()])
  } catch {
    return null // the tag does not fit: that is the answer, and it tells nothing more
  }
}
