import type { Session } from './connection.ts'
import type { Staged } from './stage.ts'
import { quoted } from './tables.ts'

const stageOf = (stages: readonly Staged[], name: string) => stages.find(({ target }) => target.name === name)

/** What the archived account is here: the one with its id, else the one with its address, else none yet. */
const match = (stage: string) => `select s.id as archived, coalesce(
    (select u.id from auth."user" u where u.id = s.id), (select u.id from auth."user" u where u.email = s.email)) as here
  from ${stage} s`

const columnsOf = ({ columns }: Staged, prefix = '') => columns.map(({ name }) => prefix + quoted(name)).join(', ')

/**
 * Adds the accounts that are not here. One that is here belongs to its person, perhaps in other organisations too: it
 * keeps its address and its password, and the archived member is attached to it.
 */
export async function restoreAccounts({ rows }: Session, stages: readonly Staged[]): Promise<void> {
  const users = stageOf(stages, 'auth.user')
  const accounts = stageOf(stages, 'auth.account')
  const members = stageOf(stages, 'identity.member')
  if (!users || !accounts || !members)
    throw new Error('The archive holds people without the accounts they sign in with.')
  await rows(`create temporary table tenon_account on commit drop as ${match(users.stage)}`)
  const fresh = '(select archived from pg_temp.tenon_account where here is null)'
  await rows(
    `insert into auth."user" (${columnsOf(users)}) select ${columnsOf(users)} from ${users.stage} where id in ${fresh}`,
  )
  await rows(
    `insert into auth.account (${columnsOf(accounts)}) select ${columnsOf(accounts)} from ${accounts.stage} where user_id in ${fresh}`,
  )
  for (const stage of [members.stage, stageOf(stages, 'auth.membership')?.stage])
    if (stage)
      await rows(`update ${stage} m set user_id = a.here${stage === members.stage ? '::text' : ''} from pg_temp.tenon_account a
        where m.user_id::text = a.archived::text and a.here <> a.archived`)
}

/** The directory follows the members by itself; only when each was last used is not theirs to say. */
export async function restoreMemberships(
  { rows }: Session,
  stages: readonly Staged[],
  tenantId: string,
): Promise<void> {
  const stage = stageOf(stages, 'auth.membership')?.stage
  if (!stage) return
  await rows(
    `update auth.membership m set last_used_at = s.last_used_at from ${stage} s
      where m.tenant_id = $1 and m.member_id = s.member_id`,
    [tenantId],
  )
}
