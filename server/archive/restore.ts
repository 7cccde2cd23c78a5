import type { Connection } from '@tenon/kernel/data/pool.ts'
import { openWall, type Session, withSession } from './connection.ts'
import { type Arriving, arriving, withoutFiles } from './files.ts'
import { type Header, type Opened, openArchive, requireWhole } from './format.ts'
import { historyOf } from './history.ts'
import { accountsOf, dropHomeless } from './people.ts'
import { silence } from './quiet.ts'
import { removeRows } from './remove.ts'
import { restoreAccounts, restoreMemberships } from './restore-people.ts'
import { insertStaged, planStages, type Staged, stageRows } from './stage.ts'
import { quoted } from './tables.ts'

export interface RestoreWish {
  /** Another slug than the archived one. */
  readonly as?: string | undefined
  /** Take away what is there of this organisation. */
  readonly replace?: boolean | undefined
  /** Where the organisation's files go; without it they stay in the archive. */
  readonly home?: string | undefined
}

interface Plan {
  readonly header: Header
  readonly slug: string
  readonly stages: readonly Staged[]
  readonly isThere: boolean
}

async function plan(session: Session, header: Header, { as, replace }: RestoreWish): Promise<Plan> {
  const { tenant } = header
  const slug = as ?? tenant.slug
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug))
    throw new Error(`"${slug}" must be 2 to 41 lower-case letters, digits and hyphens, a letter first.`)
  const stages = await planStages(session, withoutFiles(header))
  const found = await session.rows('select id, slug from kernel.tenant where id = $1 or slug = $2', [tenant.id, slug])
  if (found.some(([id]) => id !== tenant.id))
    throw new Error(`Another organisation is called "${slug}": give this one another name with --as.`)
  const isThere = found.length > 0
  if (isThere && !replace)
    throw new Error(`The organisation "${found[0]?.[1]}" is here already: --replace puts the archive in its place.`)
  return { header, slug, stages, isThere }
}

/** Above every number that a running server may remember rights under, so that none of them outlives the restore. */
const freshVersion = 'greatest((extract(epoch from clock_timestamp()) * 1000)::bigint, $2::bigint + 1)'

async function restoreTenantRow({ rows }: Session, { header, slug, stages, isThere }: Plan): Promise<void> {
  const { id } = header.tenant
  const { stage, columns } = stages.find(({ target }) => target.name === 'kernel.tenant') as Staged
  const [found] = await rows(`select count(*), bool_and(id = $1) from ${stage}`, [id])
  if (found?.[0] !== '1' || found[1] !== 't') throw new Error('The archive is damaged: it holds another organisation.')
  const [live] = await rows('select access_version from kernel.tenant where id = $1 for update', [id])
  if (isThere) {
    const kept = columns.filter(({ name }) => name !== 'id' && name !== 'slug').map(({ name }) => quoted(name))
    const values = kept.map(name => `${name} = s.${name}`).join(', ')
    await rows(`update kernel.tenant t set ${values} from ${stage} s where t.id = $1`, [id])
  } else {
    const names = columns.map(({ name }) => quoted(name)).join(', ')
    const values = columns.map(({ name }) => (name === 'slug' ? '$1' : `s.${quoted(name)}`)).join(', ')
    await rows(`insert into kernel.tenant (${names}) select ${values} from ${stage} s`, [slug])
  }
  await rows(`update kernel.tenant set slug = $3, access_version = ${freshVersion} where id = $1`, [
    id,
    live?.[0] ?? '0',
    slug,
  ])
}

async function requireSameHistory(session: Session, { tenant, history }: Header): Promise<void> {
  const found = await historyOf(session, tenant.id)
  const same = found.head === history.head && found.events === history.events && found.unsealed === history.unsealed
  if (!same || found.fault !== history.fault)
    throw new Error(`The history in the archive is not what was sealed (${found.fault ?? 'it ends elsewhere'}).`)
}

async function bringBack(
  session: Session,
  { slug, stages, ...rest }: Plan,
  opened: Pick<Opened, 'rows'>,
): Promise<void> {
  const { header, isThere } = rest
  const { id } = header.tenant
  await session.rows('begin')
  await openWall(session, id)
  await stageRows(session, stages, opened)
  const hasPeople = stages.some(({ target }) => target.name === 'auth.user')
  const before = isThere && hasPeople ? await accountsOf(session, id) : []
  if (isThere) await removeRows(session, id)
  await restoreTenantRow(session, { slug, stages, ...rest })
  if (hasPeople) await restoreAccounts(session, stages)
  await insertStaged(session, stages, id)
  if (hasPeople) await restoreMemberships(session, stages, id)
  if (before.length) await dropHomeless(session, before)
  await requireSameHistory(session, header)
  await session.rows('commit')
}

/**
 * Brings one organisation back to the state of its archive, in one transaction that touches no row of any other. Throws
 * an Error of one line and has then changed nothing.
 */
export async function restoreTenant(
  owner: Connection,
  file: string,
  wish: RestoreWish,
): Promise<Header & { slug: string }> {
  await requireWhole(file) // before anyone is kept out for an archive that will not do
  const opened = await openArchive(file)
  return withSession(owner, async session => {
    const planned = await plan(session, opened.header, wish)
    const takeBack = planned.isThere ? await silence(session, opened.header.tenant.id) : undefined
    const files: Arriving | undefined = wish.home === undefined ? undefined : arriving(wish.home, opened.header)
    try {
      await bringBack(session, planned, files ? { rows: files.rows(opened.rows) } : opened)
      await files?.settle()
    } catch (error) {
      await session.rows('rollback')
      await files?.abandon()
      await takeBack?.()
      throw error
    } finally {
      await opened.close()
    }
    return { ...opened.header, slug: planned.slug }
  })
}
