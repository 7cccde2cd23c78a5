import { useEffect, useMemo, useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { draftsOf } from '../../generic/form/drafts.ts'
import type { Grants } from './model/grants.ts'
import type { RoleRow } from './queries.ts'

/** What of a role is edited here. */
export interface RoleValues {
  readonly key: string
  readonly name: string
  readonly nameZh: string | null
  readonly description: string | null
  readonly kind: RoleRow['kind']
  readonly includes: readonly string[]
  readonly grants: Grants
}
const blank: RoleValues = {
  key: '',
  name: '',
  nameZh: null,
  description: null,
  kind: 'role',
  includes: [],
  grants: [],
}
const pause = 600

const valuesOf = (role: RoleRow | undefined): RoleValues => {
  if (!role) return blank
  const { key, name, nameZh, description, kind, includes, grants } = role
  return { key, name, nameZh, description, kind, includes: includes.map(line => line.role), grants }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The body of an update: only what differs. Included groups keep the ids of their lines. */
export function bodyOf(values: RoleValues, role: RoleRow | undefined): Record<string, unknown> {
  const before = valuesOf(role)
  const lines = values.includes.map(group => role?.includes.find(line => line.role === group) ?? { role: group })
  return Object.fromEntries(
    Object.entries({ ...values, includes: lines }).filter(
      ([name]) => !role || !same(values[name as keyof RoleValues], before[name as keyof RoleValues]),
    ),
  )
}

/** A role being edited; what is not saved stays on this device. */
export function useRoleDraft(role: RoleRow | undefined) {
  const { person } = useSession()
  const drafts = useMemo(() => draftsOf(person.id, 'roles', role?.id), [person.id, role?.id])
  const initial = useMemo(() => valuesOf(role), [role])
  const [kept, setKept] = useState(() => drafts.read())
  const [values, setValues] = useState<RoleValues>(() => ({ ...initial, ...(kept?.values as Partial<RoleValues>) }))
  const changed = !same(values, initial)
  useEffect(() => {
    if (!changed) return
    const timer = setTimeout(() => drafts.keep({ ...values }, role?.version ?? null), pause)
    return () => clearTimeout(timer)
  }, [values, changed, drafts, role])
  return {
    values,
    changed,
    restoredAt: changed ? kept?.at : undefined,
    set: (patch: Partial<RoleValues>) => setValues(now => ({ ...now, ...patch })),
    drop: () => {
      drafts.drop()
      setKept(undefined)
    },
    discard: () => {
      drafts.drop()
      setKept(undefined)
      setValues(initial)
    },
    /** After a save: what is on the server now is where the next change starts from. */
    settle: (saved: RoleRow) => {
      drafts.drop()
      setKept(undefined)
      setValues(valuesOf(saved))
    },
  }
}
export type RoleDraft = ReturnType<typeof useRoleDraft>
