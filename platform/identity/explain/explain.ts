import { seenBy } from '@tenon/kernel/access/demands.ts'
import { type Grant, type Mute, shows } from '@tenon/kernel/access/grant.ts'
import { reachOf } from '@tenon/kernel/access/scope.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { compile, sql, tenantSlot } from '@tenon/kernel/data/sql.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import type { AnyAction } from '@tenon/kernel/entity/action.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { type AnyEntity, statesOf } from '@tenon/kernel/entity/entity.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { grantView, sourceText, viewOf } from './grant-view.ts'
import { originOf, type Subject } from './subject.ts'
import { type Because, scopeText, verdictText } from './words.ts'

export const explanation = z.object({
  allowed: z.boolean(),
  because: z.string(),
  text: z.string(),
  grants: z.array(grantView.extend({ reaches: z.boolean() })),
  mutes: z.array(z.object({ role: z.object({ id: z.string(), name: z.string() }), text: z.string() })),
  /** Some of those who give out roles, to be asked when it is not allowed. */
  canGrant: z.array(z.object({ id: z.string(), name: z.string() })),
})

export interface Question {
  readonly permission: string
  readonly record?: string | undefined
  readonly field?: string | undefined
}
interface Asked extends Question {
  readonly entity: AnyEntity | undefined
  readonly action: AnyAction | undefined
}

/** The entity and the action that a permission is about, where it is about one. */
export function askedAbout(catalog: Catalog, question: Question): Asked {
  const action = catalog.actions.find(({ permission }) => permission === question.permission)
  const name = question.permission.split('.').slice(0, 2).join('.')
  const entity = action?.entity ?? catalog.entities.find(one => one.name === name)
  return { ...question, entity, action }
}

/** Which of the grants reach the record, and its state, as the database answers to the subject itself. */
async function reachedBy(
  session: Session,
  { actor }: Subject,
  entity: AnyEntity,
  record: string,
  grants: readonly Grant[],
) {
  const cells = grants.map(grant => sql`coalesce(${reachOf(entity, grant, 't')}, false)`)
  const status = statesOf(entity).length ? sql`t.status` : sql`''`
  const statement = compile(sql`select ${sql.join([status, ...cells])} from ${tableOf(entity)} as t
    where t.tenant_id = ${tenantSlot} and t.deleted_at is null and t.id = ${record}::uuid`)
  const { results } = await readFlight(session.runtime, session.tenant, actor, [statement])
  const [state, ...reaches] = results[0]?.[0] ?? []
  return { state: state ?? '', reaching: new Set(grants.filter((_, i) => reaches[i] === 't')) }
}

interface Verdict {
  readonly because: Because
  /** The grants that decide, and which of them reach the record. */
  readonly grants: readonly Grant[]
  readonly reaching: ReadonlySet<Grant>
  readonly mutes: readonly Mute[]
  readonly state: string
}

const verdict = (because: Because, found: Partial<Verdict> = {}): Verdict => ({
  grants: [],
  reaching: new Set(),
  mutes: [],
  state: '',
  ...found,
  because,
})

/** How much of a field those grants show that reach the record. */
function fieldVerdict(field: string, reaching: Iterable<Grant>): Because {
  const shown = [...reaching].map(grant => shows(grant, field))
  if (shown.includes('clear')) return 'granted'
  return shown.includes('masked') ? 'fieldMasked' : 'fieldHidden'
}

/** Without a record: whether the right is held at all. */
function judgeRight(subject: Subject, { permission, field }: Asked): Verdict {
  const grants = subject.access.grants(permission)
  const mutes = subject.access.mutes(permission)
  const found = { grants, mutes, reaching: new Set(grants) }
  if (subject.member.status !== 'active') return verdict('suspended', found)
  if (grants.length === 0) return verdict(mutes.length ? 'muted' : 'noGrant', found)
  return verdict(field === undefined ? 'granted' : fieldVerdict(field, grants), found)
}

/** The same conditions as enforcement: seen by one grant, acted on by another, in a state that allows it. */
export async function judge(session: Session, subject: Subject, asked: Asked): Promise<Verdict> {
  const right = judgeRight(subject, asked)
  const { entity, action, permission, record, field } = asked
  const hasRight = right.because !== 'suspended' && right.grants.length > 0
  if (!hasRight || !entity || record === undefined) return right
  const seeing = subject.access.grants(seenBy(entity, permission))
  const all = [...new Set([...right.grants, ...seeing])]
  const { state, reaching } = await reachedBy(session, subject, entity, record, all)
  const acting = right.grants.filter(grant => reaching.has(grant))
  const found = { ...right, reaching: new Set(acting), state }
  if (seeing.length && !seeing.some(grant => reaching.has(grant))) return verdict('notSeen', found)
  if (acting.length === 0) return verdict('outOfScope', found)
  if (action?.from && !action.from.includes(state)) return verdict('wrongState', found)
  return verdict(field === undefined ? 'granted' : fieldVerdict(field, acting), found)
}

export function tell({ because, grants, reaching, mutes, state }: Verdict, { member }: Subject, language: Language) {
  const sources = (because === 'muted' ? mutes : grants.filter(grant => reaching.has(grant))).map(originOf)
  const names = {
    name: member.name,
    source: [...new Set(sources.map(origin => sourceText(origin, language)))].join('; '),
    scopes: [...new Set(grants.map(grant => scopeText(grant, language)))].join('; '),
    state,
  }
  return {
    allowed: because === 'granted',
    because,
    text: verdictText(because, language, names),
    grants: grants.map(grant => ({ ...viewOf(grant, language), reaches: reaching.has(grant) })),
    mutes: mutes.map(originOf).map(origin => ({
      role: { id: origin.role.id, name: origin.role.name },
      text: sourceText(origin, language),
    })),
  }
}
