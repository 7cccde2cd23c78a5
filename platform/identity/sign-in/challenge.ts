import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { type Problem, type Refusal, refusal } from '@tenon/kernel/problem/problem.ts'
import { requireAllowedAddress } from './allowed-address.ts'
import { askNext, dropChallenge, markMet, storeChallenge, toEntrant, tryChallenge } from './challenge-store.ts'
import type { Entrant, Need, NeedKind, Place } from './entrant.ts'
import { hurdles } from './hurdles.ts'
import type { OpenIdentity } from './open.ts'
import { type Entered, openSession } from './open-session.ts'
import { newToken } from './token.ts'

export const challengeOver = refusal('CHALLENGE_OVER', 401, {
  en: 'This sign-in took too long or was tried too often. Begin again.',
  zh: '本次登录已超时或尝试次数过多，请重新登录。',
})
const refusals: Readonly<Record<NeedKind, Refusal>> = {
  'second-factor': refusal('SECOND_FACTOR_NEEDED', 401, {
    en: 'Confirm that it is you with your second factor.',
    zh: '请使用第二验证方式确认身份。',
  }),
  'password-change': refusal('PASSWORD_CHANGE_NEEDED', 401, {
    en: 'Choose a new password to go on.',
    zh: '请设置新密码后继续。',
  }),
  enrolment: refusal('SECOND_FACTOR_ENROLMENT_NEEDED', 401, {
    en: 'Your organisation asks for a second factor. Set one up to go on.',
    zh: '所在组织要求启用第二验证方式，请先完成设置。',
  }),
}

const told = (token: string, { kind, extra }: Need): Problem =>
  refusals[kind]({}, { extra: { challenge: token, ...extra } })

async function nextNeed(identity: OpenIdentity, entrant: Entrant, met: readonly NeedKind[]): Promise<Need | null> {
  // Whoever has just set a factor up has shown it by that.
  const done = met.includes('enrolment') ? [...met, 'second-factor'] : met
  for (const hurdle of hurdles) {
    const need = await hurdle(identity, entrant)
    if (need && !done.includes(need.kind)) return need
  }
  return null
}

const rowsOf = async ({ runtime: { pool } }: OpenIdentity, ...statements: Parameters<typeof pool.instance>[0]) => {
  const results = await pool.instance(statements).catch(error => {
    throw translate(error)
  })
  return results.at(-1) ?? []
}

/**
 * Lets somebody in who has shown the first proof, and whatever of `met` it shows by itself (a passkey that asked for its
 * owner is both). Throws SECOND_FACTOR_NEEDED, PASSWORD_CHANGE_NEEDED or SECOND_FACTOR_ENROLMENT_NEEDED, each with a
 * `challenge` that goes on from here.
 */
export async function letIn(identity: OpenIdentity, entrant: Entrant, met: readonly NeedKind[] = []): Promise<Entered> {
  await requireAllowedAddress(identity, entrant)
  const need = await nextNeed(identity, entrant, met)
  return need ? openChallenge(identity, entrant, { need, met }) : openSession(identity, entrant)
}

/** Always throws: the refusal that carries the challenge. */
export async function openChallenge(
  identity: OpenIdentity,
  entrant: Entrant,
  { need, met = [] }: { readonly need: Need; readonly met?: readonly NeedKind[] },
): Promise<never> {
  const token = newToken()
  await rowsOf(identity, ...storeChallenge(token, entrant, met, need.kind))
  throw told(token, need)
}

/** Who the challenge was put to, while it asks just this; counted as a try. Throws CHALLENGE_OVER. */
export async function readChallenge(
  identity: OpenIdentity,
  token: string,
  need: NeedKind,
  place: Place,
): Promise<{ entrant: Entrant; met: NeedKind[] }> {
  const [row] = await rowsOf(identity, tryChallenge(token, need))
  if (!row) throw challengeOver()
  const found = toEntrant(row, place)
  await requireAllowedAddress(identity, found.entrant)
  return found
}

/**
 * Goes on after what was asked has been shown: with the session, or with the next thing asked, thrown under the same
 * challenge. `entrant` is as `readChallenge` gave it. Of many at once, one goes on. Throws CHALLENGE_OVER.
 */
export async function meetChallenge(
  identity: OpenIdentity,
  token: string,
  need: NeedKind,
  { entrant, met }: { readonly entrant: Entrant; readonly met: readonly NeedKind[] },
): Promise<Entered> {
  if ((await rowsOf(identity, markMet(token, need))).length === 0) throw challengeOver()
  const next = await nextNeed(identity, entrant, [...met, need])
  if (!next) {
    await rowsOf(identity, dropChallenge(token))
    return openSession(identity, entrant)
  }
  if ((await rowsOf(identity, askNext(token, next.kind))).length === 0) throw challengeOver()
  throw told(token, next)
}

/** Uses a challenge up as part of a transaction: of many at once, one commits. Throws CHALLENGE_OVER. */
export async function claimChallenge(work: Work, token: string, need: NeedKind): Promise<void> {
  if ((await work.read(markMet(token, need))).length === 0) throw challengeOver()
}
