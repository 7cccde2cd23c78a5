import { createHash, randomInt } from 'node:crypto'
import { company } from '@tenon/directory'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { AnyEntity, Row } from '@tenon/kernel/entity/entity.ts'
import { type LicenseClaims, writeLicenseFile } from '@tenon/license-verifier'
import { activation } from '../activation/activation.entity.ts'
import type { license } from '../license/license.entity.ts'
import { licenseTerm } from '../license/term.entity.ts'
import { policy } from '../policy/policy.entity.ts'
import { product } from '../product/product.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { signerOf } from '../signing-key/signer.ts'
import { entitlementClaim, fileEnds, lifeOf, type Opened, ttlOf } from './claims.ts'
import { licenseFile } from './license-file.entity.ts'
import * as refuse from './license-file.refusals.ts'

/** Letters and digits that cannot be taken for one another when read aloud. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const drawn = (symbols: number) => Array.from({ length: symbols }, () => alphabet[randomInt(alphabet.length)]).join('')
/** By chance and not in a series: files of one organisation are then issued side by side without waiting for a number. */
const newSerial = () => `LF-${drawn(6)}-${drawn(6)}`

type License = Row<typeof license>
type Machine = { readonly id: string | null; readonly fingerprint: string }

export interface FileWish {
  /** Hours; the policy's when left out. */
  readonly ttlHours?: number | null | undefined
  /** The activation it is for. */
  readonly activation?: string | null | undefined
  /** The one machine it is for, when that has no activation. */
  readonly fingerprint?: string | null | undefined
  /** Encrypts it for whoever holds this key. */
  readonly licenseKey?: string | undefined
  /** Whoever asks may have it live longer than the policy says. */
  readonly mayExceed?: boolean
}

/** Without a lock: files are issued side by side. */
async function one<E extends AnyEntity>(ctx: Ctx, entity: E, id: string | null): Promise<Row<E> | undefined> {
  if (id === null) return undefined
  return (await ctx.find(entity, { id } as Partial<Row<E>>))[0]
}

async function machineOf(ctx: Ctx, { id }: License, wish: FileWish): Promise<Machine | null> {
  if (!wish.activation) return wish.fingerprint ? { id: null, fingerprint: wish.fingerprint } : null
  const found = await one(ctx, activation, wish.activation)
  if (found?.license !== id || found.status !== 'active') throw refuse.otherActivation()
  return { id: found.id, fingerprint: found.fingerprint }
}

async function entitlementsOf(ctx: Ctx, { id }: License) {
  const opened = await ctx.query<Opened>(sql`select e.code, e.kind, i.value, i.effective_from as "effectiveFrom",
      i.expires_on as "expiresOn"
    from licensing.license_entitlement i
    join licensing.entitlement e on e.tenant_id = i.tenant_id and e.id = i.entitlement and e.deleted_at is null
    where i.tenant_id = ${ctx.tenant.id} and i.parent_id = ${id}::uuid order by i.position`)
  return opened.map(one => entitlementClaim(one, ctx.tenant.timeZone))
}

const least = (allowed: number, most: number | null | undefined) => Math.min(allowed, most ?? allowed)

/** What was paid for: the latest term, and the purchase behind it. */
async function paidFor(ctx: Ctx, { id }: License): Promise<Pick<LicenseClaims, 'term' | 'purchase'>> {
  const term = (await ctx.find(licenseTerm, { license: id })).toSorted((a, b) => a.seq - b.seq).at(-1)
  const bought = await one(ctx, purchase, term?.purchase ?? null)
  return {
    term: term ? { id: term.id, seq: term.seq, from: term.from, to: term.to } : null,
    purchase: bought ? { id: bought.id, no: bought.no } : null,
  }
}

async function claimsOf(ctx: Ctx, record: License, wish: FileWish): Promise<LicenseClaims> {
  const { id, code, edition, model, clusterId } = record
  const terms = await one(ctx, policy, record.policy)
  const allowed = {
    authorizedUsers: least(record.authorizedUsers, terms?.maxUsers),
    authorizedWorkspaces: least(record.authorizedWorkspaces, terms?.maxWorkspaces),
  }
  const licensed = await one(ctx, product, record.product)
  const customer = await one(ctx, company, record.customer)
  return {
    issuer: { name: ctx.tenant.name },
    file: newSerial(),
    license: { id, code, edition, model, ...allowed, clusterId },
    ...(licensed ? { product: { code: licensed.code, name: licensed.name } } : {}),
    customer: { id: record.customer, name: customer?.name ?? '' },
    entitlements: await entitlementsOf(ctx, record),
    ...(await paidFor(ctx, record)),
    activation: await machineOf(ctx, record, wish),
    issuedAt: ctx.now,
    expiresAt: fileEnds(ctx.now, ttlOf(wish.ttlHours, terms, record.activationMode, wish.mayExceed ?? false)),
    ...lifeOf(record, ctx.tenant.timeZone),
    expirationStrategy: terms?.expirationStrategy ?? 'restrict',
  }
}

/** Writes, signs and files a licence file. Whoever calls this has seen that the licence may have one. */
export async function issueFile(ctx: Ctx, record: License, wish: FileWish): Promise<Row<typeof licenseFile>> {
  const signer = await signerOf(ctx)
  const claims = await claimsOf(ctx, record, wish)
  const content = writeLicenseFile(claims, signer, wish.licenseKey)
  return ctx.create(licenseFile, {
    license: record.id,
    activation: claims.activation?.id ?? null,
    fingerprint: claims.activation?.fingerprint ?? null,
    kid: signer.kid,
    serial: claims.file,
    isEncrypted: wish.licenseKey !== undefined,
    issuedAt: claims.issuedAt,
    expiresAt: claims.expiresAt,
    claims: JSON.parse(JSON.stringify(claims)),
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  })
}
