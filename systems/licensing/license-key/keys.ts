import { hash, randomBytes } from 'node:crypto'

/** How keys are made, read and stored. */

/** Letters and digits that cannot be taken for one another when a key is read aloud or typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const symbols = 30
/** Between groups of five. */
const seam = /.{5}(?=.)/g

/** As stored: whoever reads the database cannot use a key. */
export const digestOf = (key: string): string => hash('sha256', key, 'base64url')

/** A new licence key, of 150 random bits: `7KZQ2-…`, six groups of five. */
export function newLicenseKey(): string {
  const drawn = [...randomBytes(symbols)].map(byte => alphabet[byte % alphabet.length])
  return drawn.join('').replace(seam, '$&-')
}

/** What was typed, as it was made: case, spaces and dashes do not count, nor O for 0 and I or L for 1. */
export function readLicenseKey(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '')
  return plain.replaceAll('O', '0').replace(/[IL]/g, '1').replace(seam, '$&-')
}

const pattern = /^pk_([\w-]{22})([\w-]{32})$/

/** A new publishable key. It names its organisation, so that no index over all organisations is needed to find it. */
export const newPublishableKey = (tenantId: string): string =>
  `pk_${Buffer.from(tenantId.replaceAll('-', ''), 'hex').toString('base64url')}${randomBytes(24).toString('base64url')}`

/** The organisation a publishable key names; undefined for what is none. */
export function tenantOf(key: string): string | undefined {
  const [, named = ''] = pattern.exec(key) ?? []
  const hex = Buffer.from(named, 'base64url').toString('hex')
  if (hex.length !== 32) return undefined
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
