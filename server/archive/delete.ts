import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '@tenon/kernel/data/pool.ts'
import { openWall, type Session, withSession } from './connection.ts'
import { accountsOf, dropHomeless, peopleTables } from './people.ts'
import { silence, untilOthersEnd } from './quiet.ts'
import { type Counts, removeRows } from './remove.ts'

async function removeAll(session: Session, tenantId: string): Promise<Counts> {
  await session.rows('begin')
  await openWall(session, tenantId)
  const hasPeople = (await peopleTables(session)).length > 0
  const accounts = hasPeople ? await accountsOf(session, tenantId) : []
  const counts = await removeRows(session, tenantId)
  const people = hasPeople ? await dropHomeless(session, accounts) : []
  const own = await session.rows('delete from kernel.tenant where id = $1 returning 1', [tenantId])
  await session.rows('commit')
  return [...counts, ...people, ['kernel.tenant', own.length]]
}

const total = (counts: Counts) => counts.reduce((sum, [, rows]) => sum + rows, 0)

/** What a request had begun before its person was signed out may have come in late; nothing can begin any more. */
async function removeStragglers(session: Session, tenantId: string): Promise<Counts> {
  const late: Counts[] = []
  for (let round = 0; round < 5; round++) {
    await untilOthersEnd(session)
    const counts = await removeAll(session, tenantId)
    if (total(counts) === 0) return late.flat()
    late.push(counts)
  }
  throw new Error('Rows of the organisation keep coming: stop the server and delete it again.')
}

/** Files of a tenant lie in a folder of its id. */
async function removeFiles(home: string, tenantId: string): Promise<number> {
  const folder = join(home, 'files', tenantId)
  if (!existsSync(folder)) return 0
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  await rm(folder, { recursive: true })
  return found.filter(entry => !entry.isDirectory()).length
}

function merged(counts: Counts): Counts {
  const sums = new Map<string, number>()
  for (const [table, rows] of counts) sums.set(table, (sums.get(table) ?? 0) + rows)
  return [...sums]
}

export interface Deleted {
  readonly counts: Counts
  readonly files: number
}

/** Removes an organisation and everything of it, for good. Throws an Error of one line. */
export async function deleteTenant(owner: Connection, home: string, slug: string): Promise<Deleted> {
  return withSession(owner, async session => {
    const [found] = await session.rows('select id from kernel.tenant where slug = $1', [slug])
    if (!found?.[0]) throw new Error(`There is no organisation "${slug}".`)
    const tenantId = found[0]
    const takeBack = await silence(session, tenantId)
    const counts = await removeAll(session, tenantId).catch(async error => {
      await session.rows('rollback')
      await takeBack()
      throw error
    })
    const late = await removeStragglers(session, tenantId)
    return { counts: merged([...counts, ...late]), files: await removeFiles(home, tenantId) }
  })
}
