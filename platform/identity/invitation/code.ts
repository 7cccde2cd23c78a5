import { randomInt } from 'node:crypto'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import { hashToken } from '../sign-in/token.ts'

/** Without the letters and digits that are read for one another. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 4
const perGroup = 5

/** Some 98 random bits that people can type, as `K7QFN-9M2DX-XW4PA-3TRNB`. */
export function newCode(): string {
  const group = () => Array.from({ length: perGroup }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** As it was made, however it was typed; undefined for what cannot be a code. */
export function readCode(text: string): string | undefined {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  if (plain.length !== groups * perGroup || [...plain].some(letter => !letters.includes(letter))) return undefined
  return plain.match(/.{5}/g)?.join('-')
}

/** The code that opens the invitation from now on; an earlier one is forgotten. */
export const storeCode = (tenantId: string, invitationId: string, code: string): Statement => ({
  text: `insert into auth.invitation_code (hash, tenant_id, invitation_id) values ($1, $2, $3)
    on conflict (tenant_id, invitation_id) do update set hash = excluded.hash`,
  values: [hashToken(code), tenantId, invitationId],
})
export const findCode = (code: string): Statement => ({
  text: `select c.invitation_id, t.id, t.name, t.time_zone, t.currency from auth.invitation_code c
    join kernel.tenant t on t.id = c.tenant_id and t.status = 'active' where c.hash = $1`,
  values: [hashToken(code)],
})
