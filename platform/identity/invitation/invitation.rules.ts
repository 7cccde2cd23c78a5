type Recorded = Readonly<Record<string, unknown>>
interface RoleLine {
  readonly role: string
  readonly site?: string | null
}

/** What whoever joins becomes: the part of a member's record that an invitation presets. */
export const memberOf = ({ roles, department }: Recorded) => ({
  status: 'invited',
  roles: ((roles ?? []) as readonly RoleLine[]).map(({ role, site = null }) => ({ role, site })),
  departments: department ? [{ department: department as string, isMain: true, isHead: false }] : [],
  positions: [],
})
export type Preset = ReturnType<typeof memberOf>

/** What both give together; what is held already stays as it is. */
export function joined(known: Recorded, preset: Preset): Recorded {
  const roles = (known.roles ?? []) as readonly RoleLine[]
  const departments = (known.departments ?? []) as Preset['departments']
  const holds = ({ role, site }: RoleLine) => roles.some(held => held.role === role && (held.site ?? null) === site)
  const belongs = ({ department }: { department: string }) => departments.some(held => held.department === department)
  const more = preset.departments.filter(one => !belongs(one))
  return {
    ...known,
    roles: [...roles, ...preset.roles.filter(one => !holds(one))],
    departments: [...departments, ...more.map(one => ({ ...one, isMain: departments.length === 0 }))],
  }
}

const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
/** `@Example.com` as `example.com`; undefined for what is no domain. */
export function domainOf(text: unknown): string | undefined {
  const plain = String(text).trim().toLowerCase().replace(/^@/, '')
  return domain.test(plain) ? plain : undefined
}

/** Whether this invitation may be used by whoever has this address. */
export function isFor({ email, domain: text }: Recorded, address: string): boolean {
  const plain = address.toLowerCase()
  if (email && String(email).toLowerCase() !== plain) return false
  return !text || plain.endsWith(`@${domainOf(text)}`)
}

/** Whether one more may join at this instant. */
export const isUsable = ({ status, used, limit, expiresAt }: Recorded, now: string): boolean =>
  status === 'open' &&
  Number(used ?? 0) < Number(limit) &&
  (!expiresAt || Date.parse(String(expiresAt)) > Date.parse(now))
