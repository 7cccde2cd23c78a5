import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Connection } from '../data/pool.ts'
import { schema } from './job.ts'

/** Index builds that an upgrade leaves to run beside the server are waited for, because only the owner may do them. */
const longestBuild = 600_000

/** Brings the tables of pg-boss to its version, as the owner of the database, and lets the run-time role use them. */
export async function migrateJobs(owner: Connection, appRole: string): Promise<void> {
  const boss = new PgBoss({
    ...owner,
    schema,
    max: 2,
    supervise: false,
    schedule: false,
    application_name: 'tenon migrate',
  })
  const failures: Error[] = []
  boss.on('error', error => failures.push(error))
  try {
    await boss.start()
    await finishBuilds(boss, failures)
  } finally {
    await boss.stop({ graceful: false })
  }
  await grant(owner, appRole)
}

async function finishBuilds(boss: PgBoss, failures: readonly Error[]) {
  const limit = Date.now() + longestBuild
  for (;;) {
    const [failure] = failures
    if (failure) throw failure
    const status = await boss.getBamStatus()
    const open = status.filter(({ status, count }) => count > 0 && status !== 'completed')
    if (open.length === 0) return
    if (open.some(({ status }) => status === 'failed') || Date.now() > limit)
      throw new Error('An index of the job queue could not be built; the table pgboss.bam says why')
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

async function grant(owner: Connection, appRole: string) {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const role = client.escapeIdentifier(appRole)
    await client.query(`grant usage on schema ${schema} to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`)
    await client.query(`grant usage on all sequences in schema ${schema} to ${role}`)
  } finally {
    await client.end()
  }
}
