import type { Access } from '@tenon/kernel/access/access.ts'
import { type Grant, type GrantSpec, type Mute, type RowRule, shows, toGrant } from '@tenon/kernel/access/grant.ts'
import { consequencesOf } from '@tenon/kernel/access/permission.ts'
import { canonical } from '@tenon/kernel/audit/canonical.ts'

/** A right as a line of a role holds it. */
export interface GrantLine {
  readonly permission: string
  readonly effect: 'allow' | 'mute'
  readonly scope: string
  readonly among: readonly string[] | null
  readonly filter: NonNullable<RowRule['filter']> | null
  readonly fields: string | null
  readonly masked: string | null
}
export type PartialLine = Pick<GrantLine, 'permission'> & Partial<GrantLine>

const permission = /^(\*|([a-z]\w*|\*)(\.([a-z]\w*|\*)){1,3})$/
const word = /^[a-z]\w*$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const namesOf = (text: string) => text.split(/[,，]/).map(name => name.trim())

export const wholeLine = (line: PartialLine): GrantLine => ({
  permission: line.permission,
  effect: line.effect ?? 'allow',
  scope: line.scope ?? 'tenant',
  among: line.among ?? null,
  filter: line.filter ?? null,
  fields: line.fields ?? null,
  masked: line.masked ?? null,
})

export const lineOf = ({ permission, effect, scope, among, filter, fields, masked }: GrantSpec): GrantLine =>
  wholeLine({
    permission,
    ...(effect ? { effect } : {}),
    ...(scope ? { scope } : {}),
    ...(among ? { among } : {}),
    ...(filter ? { filter } : {}),
    ...(fields ? { fields: fields.join(', ') } : {}),
    ...(masked ? { masked: masked.join(', ') } : {}),
  })

export function grantOf({ permission, scope, among, filter, fields, masked }: GrantLine): Grant {
  return toGrant({
    permission,
    scope,
    ...(among ? { among } : {}),
    ...(filter ? { filter } : {}),
    ...(fields === null ? {} : { fields: namesOf(fields) }),
    ...(masked === null ? {} : { masked: namesOf(masked) }),
  })
}
export const muteOf = ({ permission, fields }: GrantLine): Mute => ({
  permission,
  fields: fields === null ? null : namesOf(fields),
})

export function rightsOf(lines: readonly GrantLine[]): { grants: Grant[]; mutes: Mute[] } {
  const [allowing, muting] = [true, false].map(allows => lines.filter(line => (line.effect === 'allow') === allows))
  return { grants: (allowing ?? []).map(grantOf), mutes: (muting ?? []).map(muteOf) }
}

const isIds = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(id => uuid.test(String(id)))
const isFilter = (value: unknown) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    one => one && typeof one === 'object' && ['field', 'operator', 'text'].every(key => typeof one[key] === 'string'),
  )
const areWords = (text: string | null) => text === null || namesOf(text).every(name => word.test(name))

/** The parts of a line that are not written as what they are meant to be. */
export function faultsOf(line: GrantLine): (keyof GrantLine)[] {
  const chosen = line.scope === 'sites' || line.scope === 'departments'
  const faults: Partial<Record<keyof GrantLine, boolean>> = {
    permission: !permission.test(line.permission),
    scope: !word.test(line.scope) || (line.effect === 'mute' && line.scope !== 'tenant'),
    among: chosen ? !isIds(line.among) : line.among !== null,
    filter: line.scope === 'filter' ? !isFilter(line.filter) : line.filter !== null,
    fields: !areWords(line.fields),
    masked: !areWords(line.masked) || (line.effect === 'mute' && line.masked !== null),
  }
  return (Object.keys(faults) as (keyof GrantLine)[]).filter(part => faults[part])
}

const wider: Readonly<Record<string, string>> = { department: 'departmentTree', site: 'siteTree' }

/** Whether every row that meets `narrow` also meets `wide`. */
function implies(narrow: RowRule, wide: RowRule): boolean {
  if (canonical(narrow) === canonical(wide)) return true
  if (narrow.scope !== wide.scope) return wider[narrow.scope] === wide.scope
  return Boolean(narrow.among && wide.among) && (narrow.among ?? []).every(id => wide.among?.includes(id))
}
const rowsCover = (wide: Grant, narrow: Grant) =>
  wide.rows.every(rule => narrow.rows.some(other => implies(other, rule)))

const coversAllFields = (held: Grant, { masked = [] }: Grant) =>
  held.fields === null && !held.except?.length && (held.masked ?? []).every(name => masked.includes(name))

/** Whether someone with this access holds all that the grant would give: the rows and, on them, every field. */
export const covers = (access: Access, wanted: Grant): boolean =>
  consequencesOf(wanted.permission).every(permission => coversOne(access, { ...wanted, permission }))

function coversOne(access: Access, wanted: Grant): boolean {
  const held = access.grants(wanted.permission).filter(grant => rowsCover(grant, wanted))
  if (held.some(grant => coversAllFields(grant, wanted))) return true
  if (wanted.fields === null) return false
  const clear = wanted.fields.filter(name => !wanted.masked?.includes(name))
  return (
    held.length > 0 &&
    clear.every(name => held.some(grant => shows(grant, name) === 'clear')) &&
    (wanted.masked ?? []).every(name => held.some(grant => shows(grant, name) !== 'nothing'))
  )
}

/** What someone gains when a mute goes: the whole right, on every row. */
export const mutedRight = ({ permission, fields }: Mute): Grant => ({ permission, rows: [], fields })

/** The right to everything, which is what makes an administrator. */
export const isEverything = (line: GrantLine) =>
  line.effect === 'allow' &&
  line.permission === '*' &&
  line.scope === 'tenant' &&
  line.fields === null &&
  line.masked === null
