import { randomUUID } from 'node:crypto'
import { sealBlock } from '@tenon/kernel/audit/sealing.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { connectFor } from '@tenon/kernel/testing/background.ts'
import { workshop } from '@tenon/kernel/testing/workshop.ts'
import { Command } from 'commander'
import { afterEach, expect, test, vi } from 'vitest'
import { say } from './doctor/report.ts'
import { doctorCommand, examine } from './doctor.ts'

const app = await testApp([workshop])
const { pool } = app.runtime
const patient = { pool, app: app.database.app }

async function slugged() {
  const tenant = await app.tenant()
  const slug = `t${tenant.id.replaceAll('-', '')}`
  return { tenant, slug }
}
async function linesOf(slug: string, language: 'en' | 'zh' = 'en') {
  const lines: string[] = []
  for await (const report of examine(patient, slug)) lines.push(say(report, language))
  return lines
}
afterEach(() => {
  process.exitCode = undefined
})

test('a sound installation is told so, check by check, in both languages', async () => {
  const { tenant, slug } = await slugged()
  await tenant.as().post('/people', { name: 'Zhao' })
  const lines = await linesOf(slug)
  expect(lines.filter(line => line.startsWith('FAULT'))).toEqual([])
  for (const text of [
    'fsync is on',
    'data_checksums is on',
    'tenant wall: every table',
    'reactions: 1 events wait',
    'jobs: 0 wait',
    'mail: SMTP_URL is not set: nothing is sent, 0 mails wait',
    `history of ${slug}: 1 events`,
  ])
    expect(lines.join('\n')).toContain(text)
  expect((await linesOf(slug, 'zh')).join('\n')).toContain('租户隔离')
})

test('the command prints its lines, closes what it opened, and exits with 1 on a planted edit of history', async () => {
  const { tenant, slug } = await slugged()
  await tenant.as().post('/people', { name: 'Qian' })
  await vi.waitFor(async () => expect((await sealBlock(pool, tenant.id)).waiting).toBe(false))
  const owner = await connectFor(app.database.owner, tenant.id)
  await owner.query("update kernel.audit_event set actor_name = 'Sun' where tenant_id = $1", [tenant.id])

  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  const close = vi.fn(async () => {})
  const program = new Command()
  doctorCommand(program, async () => ({ ...patient, close }))
  await program.parseAsync(['doctor', '--tenant', slug], { from: 'user' })
  const lines = printed.mock.calls.flat().join('\n')
  printed.mockRestore()
  expect(process.exitCode).toBe(1)
  expect(close).toHaveBeenCalledOnce()
  expect(lines).toMatch(/FAULT {2}history of .*: event .* was edited/)
})

test('dead events, dead jobs and a hole in the wall are faults', async () => {
  const { tenant, slug } = await slugged()
  const owner = await connectFor(app.database.owner, tenant.id)
  const event = [tenant.id, randomUUID(), randomUUID()]
  await owner.query(
    "insert into kernel.outbox_event values ($1, $2, 'a.b.c', 'a.b', $3, 'infinity', 12, 'no mail server')",
    event,
  )
  await owner.query(
    "insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds, deletion_seconds, partition, table_name) values ('kernel.dead', 'standard', 0, 0, false, 1, 1, 1, false, 'job_common') on conflict do nothing",
  )
  await owner.query(
    "insert into pgboss.job (name, group_id, source_name, output) values ('kernel.dead', $1, 'files.preview', '{\"message\": \"no converter\"}')",
    [tenant.id],
  )
  await owner.query(
    "insert into kernel.mail (tenant_id, id, recipient, subject, state, ended_at, last_error) values ($1, $2, 'a@b.c', 'Hi', 'dead', now(), 'no such box')",
    [tenant.id, randomUUID()],
  )
  await owner.query("insert into kernel.mail (tenant_id, id, recipient, subject) values ($1, $2, 'a@b.c', 'Hi')", [
    tenant.id,
    randomUUID(),
  ])
  await owner.query('create table workshop.forgotten (id uuid primary key)')
  const lines = (await linesOf(slug)).join('\n')
  await owner.query('drop table workshop.forgotten')
  expect(lines).toContain(`FAULT  reactions: 1 events of ${slug} failed for good (no mail server)`)
  expect(lines).toContain('FAULT  jobs: 1 jobs files.preview failed for good (no converter)')
  expect(lines).toContain(`FAULT  mail: 1 mails of ${slug} were given up this week (no such box)`)
  expect(lines).toContain('FAULT  mail: SMTP_URL is not set: nothing is sent, 1 mails wait')
  expect(lines).toContain('FAULT  tenant wall: no tenant_id uuid not null: workshop.forgotten')
})

test('an organisation that does not exist is a clear refusal', async () => {
  await expect(linesOf('nobody')).rejects.toThrow('There is no organisation nobody.')
})
