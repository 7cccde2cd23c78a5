import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/**
 * JSON in its one canonical form (RFC 8785): keys sorted by UTF-16 code units, no white space. Equal content has equal
 * bytes, whoever wrote it, so it can be hashed and signed.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number')
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const keys = Object.keys(value).filter(key => value[key] !== undefined)
  return `{${keys
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`
}

/** @param {string | Buffer} content @returns {string} 64 hexadecimal digits */
export const sha256 = content => createHash('sha256').update(content).digest('hex')

/**
 * The bytes of a base64 text, or null when it is not written in its one right form: Node alone would skip strange
 * characters, and a changed file would still open.
 *
 * @param {unknown} text
 * @returns {Buffer | null}
 */
export function bytesOf(text) {
  if (typeof text !== 'string') return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** @param {string} text @returns {any} the value, or undefined when it is no JSON */
export function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON: the caller says what that means
  }
}
