import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { type Envelope, type Jwk, type KeySet, sealRevocations, toJwk } from '@tenon/license-verifier'
import { presentSigner } from '../signing-key/signer.ts'
import { signingKey } from '../signing-key/signing-key.entity.ts'
import { nothingSigned } from './license-file.refusals.ts'

/** What anyone may know: the public keys, and what no longer counts. */

const week = 7 * 86_400_000

/** Every key that was ever used; the newest first. */
export async function keySetOf(ctx: Ctx): Promise<KeySet> {
  const keys = await ctx.find(signingKey, {})
  return {
    keys: keys.toReversed().map(({ kid, publicKey, status, createdAt, retiredAt, revokedAt }): Jwk => {
      const dates = { createdAt, ...(retiredAt ? { retiredAt } : {}), ...(revokedAt ? { revokedAt } : {}) }
      return toJwk({ kid, publicKey, status, ...dates })
    }),
  }
}

/** Licences that stand still or have ended, as far as a file of theirs could still be shown somewhere. */
const stopped = (ctx: Ctx) =>
  ctx.query<{ id: string; reason: string }>(sql`select l.id, l.status as reason from licensing.license l
    where l.tenant_id = ${ctx.tenant.id} and l.status in ('suspended', 'terminated', 'superseded')
      and exists (select 1 from licensing.license_file f where f.tenant_id = l.tenant_id and f.license = l.id
        and (f.expires_at is null or f.expires_at > ${ctx.now}::timestamptz))
    order by l.id`)

const revoked = (ctx: Ctx) =>
  ctx.query<{
    id: string
    revokedAt: Date
  }>(sql`select f.serial as id, f.revoked_at as "revokedAt" from licensing.license_file f
    where f.tenant_id = ${ctx.tenant.id} and f.revoked_at is not null
      and (f.expires_at is null or f.expires_at > ${ctx.now}::timestamptz)
    order by f.revoked_at`)

/** The signed list as of now. Throws NOTHING_SIGNED. */
export async function revocationsOf(ctx: Ctx, organisation: string): Promise<Envelope> {
  const signer = await presentSigner(ctx)
  if (!signer) throw nothingSigned()
  const files = await revoked(ctx)
  const nextUpdateAt = new Date(Date.parse(ctx.now) + week).toISOString()
  const list = {
    ...{ organisation, issuedAt: ctx.now, nextUpdateAt, licenses: await stopped(ctx) },
    files: files.map(({ id, revokedAt }) => ({ id, revokedAt: new Date(revokedAt).toISOString() })),
  }
  return sealRevocations(list, signer)
}
