import type { BetterAuthOptions } from '@better-auth/core'
import type { DBAdapter } from '@better-auth/core/db/adapter'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import { v7 as uuid } from 'uuid'
import { hashPassword, isPassword } from './password.ts'
import { hashToken } from './token.ts'

export const slidingSeconds = 7 * 24 * 3600

interface Request {
  readonly model: string
  readonly where?: readonly { readonly field: string; readonly value: unknown }[]
  readonly data?: Readonly<Record<string, unknown>>
  readonly update?: Readonly<Record<string, unknown>>
}
type Method = (request: Request, ...rest: unknown[]) => Promise<unknown>

const sealed = (values: Request['data']) =>
  typeof values?.token === 'string' ? { ...values, token: hashToken(values.token) } : values

function seal(request: Request): Request {
  const where = request.where?.map(one =>
    one.field === 'token' && typeof one.value === 'string' ? { ...one, value: hashToken(one.value) } : one,
  )
  return {
    ...request,
    ...(where ? { where } : {}),
    ...(request.data ? { data: sealed(request.data) } : {}),
    ...(request.update ? { update: sealed(request.update) } : {}),
  } as Request
}

/** The token the caller already has, in place of the hash that was stored or found for it. */
function reveal(request: Request, row: unknown): unknown {
  const token = request.data?.token ?? request.where?.find(one => one.field === 'token')?.value
  return typeof token === 'string' && row !== null && typeof row === 'object' ? { ...row, token } : row
}

const oneRow = new Set(['create', 'findOne', 'update'])
const methods = ['create', 'findOne', 'findMany', 'count', 'update', 'updateMany', 'delete', 'deleteMany', 'consumeOne']

/**
 * Below better-auth and above the database: whatever flow of better-auth makes, seeks or ends a session does so with the
 * token itself, and only its SHA-256 reaches a table.
 */
export function storeTokenHashes(adapter: DBAdapter): DBAdapter {
  const plain = adapter as unknown as Record<string, Method>
  for (const name of methods) {
    const method = plain[name]
    if (!method) continue
    plain[name] = async (request, ...rest) => {
      if (request.model !== 'session') return method(request, ...rest)
      const result = await method(seal(request), ...rest)
      return oneRow.has(name) ? reveal(request, result) : result
    }
  }
  const { transaction } = adapter
  adapter.transaction = work => transaction(inner => work(storeTokenHashes(inner as DBAdapter)))
  return adapter
}

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' }
const optional = { required: false, input: false } as const

function optionsFor({ secret, baseUrl }: AuthOptions) {
  return {
    secret,
    baseURL: baseUrl,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }: { hash: string; password: string }) => isPassword(hash, password),
      },
    },
    user: { fields: { ...timestamps, emailVerified: 'email_verified' } },
    account: {
      fields: {
        ...timestamps,
        userId: 'user_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { fields: { ...timestamps, expiresAt: 'expires_at' } },
    session: {
      expiresIn: slidingSeconds,
      fields: {
        ...timestamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: {
        tenantId: { type: 'string', required: true, input: false, fieldName: 'tenant_id' },
        memberId: { type: 'string', required: true, input: false, fieldName: 'member_id' },
        siteId: { type: 'string', ...optional, fieldName: 'site_id' },
      },
    },
    advanced: { database: { generateId: () => uuid() } },
  } as const
}

export interface AuthOptions {
  readonly pool: Pool
  readonly secret: string
  readonly baseUrl: string
}

/** better-auth over the server's own pool, in the schema `auth`. Loaded on first use: it takes longer than our whole start. */
export async function openAuth(options: AuthOptions) {
  const [{ betterAuth }, { kyselyAdapter }, { Kysely, PostgresDialect }] = await Promise.all([
    import('better-auth/minimal'),
    import('@better-auth/kysely-adapter'),
    import('kysely'),
  ])
  const pool = { connect: () => options.pool.connect(), end: async () => {}, options: {} }
  const database = new Kysely({ dialect: new PostgresDialect({ pool }) }).withSchema('auth')
  const adapter = kyselyAdapter(database, { type: 'postgres', transaction: true })
  return betterAuth({ ...optionsFor(options), database: (all: BetterAuthOptions) => storeTokenHashes(adapter(all)) })
}
export type Auth = Awaited<ReturnType<typeof openAuth>>
