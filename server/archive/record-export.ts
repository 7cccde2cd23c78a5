import { userInfo } from 'node:os'
import { operator } from '@tenon/identity/server'
import { insertAct } from '@tenon/kernel/audit/record-act.ts'
import type { Connection } from '@tenon/kernel/data/pool.ts'
import { openWall, withSession } from './connection.ts'

/**
 * Writes into the organisation's own history that an operator took everything of it out as a file, before that happens:
 * nobody reads an organisation's records unseen. Nothing where there is no such organisation.
 */
export async function recordExport(owner: Connection, slug: string): Promise<void> {
  await withSession(owner, async session => {
    const [found] = await session.rows('select id from kernel.tenant where slug = $1', [slug])
    if (!found?.[0]) return
    const place = { tenantId: found[0], at: new Date().toISOString() }
    const act = { entity: 'operations.auditLog', recordId: place.tenantId, act: 'takeOut' }
    const { text, values } = insertAct(place, act, { ...operator, name: `operator: ${userInfo().username}` })
    await session.rows('begin')
    await openWall(session, place.tenantId)
    await session.rows(text, values)
    await session.rows('commit')
  })
}
