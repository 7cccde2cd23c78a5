import { randomBytes } from 'node:crypto'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx, ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { workOf } from '@tenon/kernel/operations/ctx.ts'
import { Problem, refusal } from '@tenon/kernel/problem/problem.ts'
import { openField } from '@tenon/kernel/secrets/sealed-fields.ts'
import { newKeyPair, type Signer } from '@tenon/license-verifier'
import { signingKey } from './signing-key.entity.ts'

type Key = Row<typeof signingKey>

const activeKey = async (ctx: ReadCtx): Promise<Key | undefined> =>
  (await ctx.find(signingKey, { status: 'active' })).at(-1)

/** Named by its first day, so that people can tell keys apart, and by chance, so that no two have one name. */
export function createKey(ctx: Ctx): Promise<Key> {
  const { publicKey, privateKey } = newKeyPair()
  const kid = `${ctx.today}-${randomBytes(4).toString('hex')}`
  return ctx.create(signingKey, { kid, publicKey, privateKey })
}

/** The first files of an organisation may be asked for at once: only one of them makes the key. */
async function firstKey(ctx: Ctx): Promise<Key> {
  await ctx.query(
    sql`select pg_advisory_xact_lock(hashtextextended('signing key ' || ${ctx.tenant.id}::text, 0)) is null`,
  )
  return (await activeKey(ctx)) ?? createKey(ctx)
}

const unreadable = refusal('SIGNING_KEY_UNREADABLE', 409, {
  en: 'The signing key {key} was sealed by another installation and cannot be opened here. Rotate it under “Signing keys”.',
  zh: '签名密钥 {key} 由其他部署实例封存，无法在此打开，可在“签名密钥”中更换密钥。',
})

async function opened(ctx: Ctx, key: Key): Promise<Signer> {
  const { runtime } = workOf(ctx)
  const privateKey = await openField(runtime, ctx.tenant.id, signingKey, key, 'privateKey').catch(error => {
    if (error instanceof Problem && error.code === 'SECRET_UNREADABLE') throw unreadable({ key: key.kid })
    throw error
  })
  if (privateKey === null) throw new Error(`The active signing key ${key.kid} has no private half`)
  return { kid: key.kid, privateKey }
}

/** What signs now; made when nothing was signed before. */
export const signerOf = async (ctx: Ctx): Promise<Signer> =>
  opened(ctx, (await activeKey(ctx)) ?? (await firstKey(ctx)))

/** The same where nothing may be made: undefined as long as nothing was signed. */
export async function presentSigner(ctx: Ctx): Promise<Signer | undefined> {
  const key = await activeKey(ctx)
  return key && opened(ctx, key)
}
