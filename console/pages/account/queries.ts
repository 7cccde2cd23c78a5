import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

export interface Place {
  readonly id: string
  readonly device: string
  readonly browser: string | null
  readonly os: string | null
  readonly address: string | null
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly current: boolean
}
export interface OwnSession extends Place {
  readonly place?: string | null
  readonly organisation?: string
  readonly site: { readonly id: string; readonly name: string } | null
}
export interface TrustedDevice extends Place {
  readonly expiresAt: string
}
export interface Factor {
  readonly id: string
  readonly kind: 'totp' | 'passkey'
  readonly name: string | null
  readonly isSynced: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}
export interface Factors {
  readonly data: readonly Factor[]
  readonly recoveryCodes: { readonly left: number; readonly all: number }
}
export interface OwnKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly permissions: readonly string[]
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly addresses: readonly string[]
  readonly perMinute: number
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly lastUsedAddress: string | null
  readonly createdAt: string
  readonly status: 'active' | 'expired' | 'revoked'
}

const listOf = <T>(path: string) =>
  queryOptions({
    queryKey: ['account', path],
    queryFn: async ({ signal }) => (await request<{ data: readonly T[] }>('GET', path, { signal })).data,
  })

export const sessionsQuery = listOf<OwnSession>('/user/sessions')
export const devicesQuery = listOf<TrustedDevice>('/user/devices')
export const keysQuery = listOf<OwnKey>('/user/api-keys')
export const factorsQuery = queryOptions({
  queryKey: ['account', '/user/factors'],
  queryFn: ({ signal }) => request<Factors>('GET', '/user/factors', { signal }),
})

/** Reads everything of one's account anew. */
export function useRefreshAccount() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['account'] })
}
