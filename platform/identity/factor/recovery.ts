import { randomBytes } from 'node:crypto'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import { hashToken } from '../sign-in/token.ts'

/** Without I, L, O and U, which are read as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const perSet = 10
const characters = 16

/** 80 random bits, so that their plain hash cannot be searched: `7K2M-9QXD-…`. */
function newCode(): string {
  const letters = [...randomBytes(characters)].map(byte => alphabet[byte % 32]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
export const newCodes = () => Array.from({ length: perSet }, newCode)

/** As people copy codes from paper: any case, with or without hyphens, O for 0, I and L for 1. */
const plain = (code: string) =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
const hashOf = (userId: string, code: string) => hashToken(`${userId} ${plain(code)}`)

/** A new set; no code of an earlier one counts any longer. */
export const storeCodes = (userId: string, codes: readonly string[]): Statement[] => [
  dropCodes(userId),
  {
    text: 'insert into auth.recovery_code (user_id, hash) select $1, unnest($2::text[])',
    values: [userId, codes.map(code => hashOf(userId, code))],
  },
]
export const dropCodes = (userId: string): Statement => ({
  text: 'delete from auth.recovery_code where user_id = $1',
  values: [userId],
})
export const countCodes = (userId: string): Statement => ({
  text: 'select count(*) filter (where used_at is null), count(*) from auth.recovery_code where user_id = $1',
  values: [userId],
})

/** Gives a row the first time only. */
export const spendCode = (userId: string, code: string): Statement => ({
  text: 'update auth.recovery_code set used_at = now() where user_id = $1 and hash = $2 and used_at is null returning hash',
  values: [userId, hashOf(userId, code)],
})
