import { useQuery } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { request } from '../../app/api.ts'

/** What is somebody's, and by which field. */
export interface OwnedRecords {
  readonly entity: string
  readonly label: string
  readonly path: string | null
  readonly field: string
  readonly fieldLabel: string
  readonly kind: 'direct' | 'through' | 'follows'
  readonly mayBeNobody: boolean
  readonly count: number
}
interface Named {
  readonly id: string
  readonly name: string
}
export interface Owned {
  readonly records: readonly OwnedRecords[]
  readonly sessions: number
  readonly apiKeys: number
  readonly invitations: number
  readonly heads: readonly Named[]
  readonly positions: readonly Named[]
}
export interface Person {
  readonly id: string
  readonly title: string
}
/** Who takes over one kind of record: null for nobody, undefined for whoever takes over the rest. */
export type Rules = Readonly<Record<string, Person | null | undefined>>
export interface Wish {
  readonly to: Person | null
  readonly rules: Rules
  readonly reason: string
}
/** What was done, kept by the server; `pending` while a job goes on with many records. */
export interface Receipt {
  readonly id?: string
  readonly pending?: number
  readonly items?: readonly { entity: string; field: string; to: string | null; count: number }[]
  readonly sessions?: number
  readonly apiKeys?: number
  readonly invitations?: number
}

export const keyOf = ({ entity, field }: OwnedRecords) => `${entity} ${field}`

export const useOwned = (id: string) =>
  useQuery({
    queryKey: ['leaving', id],
    queryFn: ({ signal }) => request<Owned>('GET', `/members/${id}/leaving`, { signal }),
  })

/** Sends only the rules that differ from the rest. */
export function leave(id: string, owned: Owned, { to, rules, reason }: Wish, idempotencyKey: string) {
  const own = owned.records.flatMap(record => {
    const chosen = rules[keyOf(record)]
    return chosen === undefined ? [] : [{ entity: record.entity, field: record.field, to: chosen?.id ?? null }]
  })
  const body = { ...(to && { to: to.id }), rules: own, ...(reason.trim() && { reason: reason.trim() }) }
  return request<Receipt>('POST', `/members/${id}/leave`, { body, idempotencyKey })
}

/** A field that refers to a member, for the control that finds records. */
export const memberField = (name: string, label: string): FieldMeta => ({
  name,
  kind: 'ref',
  label,
  required: false,
  writable: true,
  nullable: true,
  sortable: false,
  operators: [],
  refersTo: { entity: 'identity.member', path: 'members' },
})
