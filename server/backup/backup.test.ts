import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTenant } from '@tenon/identity/server'
import { verifyChain } from '@tenon/kernel/audit/verification.ts'
import { Command } from 'commander'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type Installation, openInstallation } from '../installation.ts'
import { clear, quiet, temporaryHome } from '../postgres/fixture/home.ts'
import { pidsWorkingIn } from '../postgres/running.ts'
import { readSettings, type Settings } from '../settings.ts'
import { backupCommands } from './commands.ts'
import { createBackup } from './create.ts'
import { restoreBackup } from './restore.ts'
import { verifyBackup } from './verify.ts'

const secret = 'kT9vQ2xW7mB4nH8sL3pR6dF1gJ5cZ0yA'
const silent = pino({ level: 'silent' })
const settingsOf = (home: string): Settings => readSettings({ TENON_HOME: home, TENON_SECRET: secret }, 'tool')
const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tenon-backup-'))
  chmodSync(folder, 0o711) // run as root, PostgreSQL's account must get to what is below
  folders.push(folder)
  return folder
}

let home: string
let installation: Installation
let backup: string
beforeAll(async () => {
  home = newFolder()
  installation = await openInstallation(settingsOf(home), silent, { connections: 2 })
  for (const slug of ['acme', 'umbrella'])
    await createTenant(installation, {
      slug,
      name: slug,
      administrator: { name: 'Boss', email: `boss@${slug}.example` },
    })
  mkdirSync(join(home, 'files', 'a'), { recursive: true })
  writeFileSync(join(home, 'files', 'a', '图纸.txt'), 'a drawing')
  backup = join(newFolder(), 'first')
  await createBackup(settingsOf(home), { to: backup, withSecret: true }, quiet)
})
afterAll(async () => {
  await installation?.close()
  for (const folder of folders) clear(folder)
})

/** One digest of all rows of every table of the product. */
async function digest(owner: Installation['owner']) {
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query<{
    name: string
  }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
  const found: Record<string, unknown> = {}
  for (const { name } of rows) {
    const text = `select count(*), md5(string_agg(t::text, ' ' order by t::text)) as sum from ${name} t`
    found[name] = (await client.query(text)).rows[0]
  }
  await client.end()
  return found
}

/** A copy of the backup to do harm to. */
function copyOf(folder: string): string {
  const copy = join(newFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  return copy
}

async function flip(path: string, place: number) {
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  const at = place < 0 ? (await file.stat()).size + place : place
  await file.read(byte, 0, 1, at)
  await file.write(Buffer.from([(byte[0] as number) ^ 1]), 0, 1, at)
  await file.close()
}
const refused = async (work: Promise<unknown>) => (await work.catch((error: Error) => error)) as Error

test('a backup of a running installation is the same system in an empty home, row by row', async () => {
  const before = await digest(installation.owner)
  const into = temporaryHome()
  await restoreBackup(backup, into, quiet)
  expect(readFileSync(join(into, 'files', 'a', '图纸.txt'), 'utf8')).toBe('a drawing')
  expect(readFileSync(join(into, 'secret'), 'utf8').trim()).toBe(secret)
  expect(readFileSync(join(into, 'postgres', 'password'), 'utf8')).not.toBe(
    readFileSync(join(home, 'postgres', 'password'), 'utf8'),
  )
  const restored = await openInstallation(settingsOf(into), silent, { connections: 2 })
  try {
    expect(await digest(restored.owner)).toEqual(before)
    const [tenants = []] = await restored.pool.instance([{ text: 'select id from kernel.tenant', values: [] }])
    expect(tenants).toHaveLength(2)
    for (const [id] of tenants) {
      const found = await verifyChain(restored.pool, id as string)
      expect(found.fault).toBeUndefined()
      expect(found.events).toBeGreaterThan(3)
    }
  } finally {
    await restored.close()
  }
})

test('writes that go on during a backup leave it whole', async () => {
  let writing = true
  const writer = (async () => {
    for (let i = 0; writing; i++) await createTenant(installation, { slug: `busy-${i}`, name: 'Busy' })
  })()
  const to = join(newFolder(), 'busy')
  try {
    await createBackup(settingsOf(home), { to }, quiet)
  } finally {
    writing = false
    await writer
  }
  const found = await verifyBackup(to, secret, quiet)
  expect(found).toMatchObject({ secretChecked: true })
  expect(found.tenants).toBeGreaterThanOrEqual(2)
  expect(found.record.pieces.secret).toBeUndefined()
})

test('a sound backup verifies and leaves nothing behind', async () => {
  const temporary = newFolder()
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  const found = await verifyBackup(backup, undefined, quiet)
  expect(found).toMatchObject({ tenants: 2, secretChecked: true })
  expect(found.rows).toBeGreaterThan(1_000)
  expect(pidsWorkingIn(temporary)).toEqual([])
  expect(readdirSync(temporary)).toEqual([])
})

const harms: [string, (folder: string) => unknown, RegExp][] = [
  [
    'a flipped byte in the database',
    copy => flip(join(copy, 'database.tar'), 2_000_000),
    /database\.tar is damaged: \S+ is not what the manifest lists/,
  ],
  [
    'a flipped byte in the WAL at its end',
    copy => flip(join(copy, 'database.tar'), -3_000),
    /database\.tar is damaged/,
  ],
  ['a flipped byte in the files', copy => flip(join(copy, 'files.tar'), 1_030), /files\.tar is damaged/],
  ['a flipped byte in the manifest', copy => flip(join(copy, 'backup_manifest'), 500), /backup_manifest is damaged/],
  ['a flipped byte in the record', copy => flip(join(copy, 'backup.json'), 60), /backup\.json is damaged/],
  [
    'a shortened database',
    copy => truncateSync(join(copy, 'database.tar'), 5_000_000),
    /database\.tar has 5000000 bytes, \d+ were written/,
  ],
  ['a missing manifest', copy => rmSync(join(copy, 'backup_manifest')), /backup_manifest is missing/],
  ['missing files', copy => rmSync(join(copy, 'files.tar')), /files\.tar is missing/],
  ['no record', copy => rmSync(join(copy, 'backup.json')), /backup\.json is missing: this is no backup/],
  ['another secret', copy => writeFileSync(join(copy, 'secret'), `${secret.toLowerCase()}\n`), /secret is damaged/],
]
test.each(harms)('%s is found, and nothing is restored from it', async (_, harm, reason) => {
  const copy = copyOf(backup)
  await harm(copy)
  const verdict = await refused(verifyBackup(copy, undefined, quiet))
  expect(verdict.message).toMatch(reason)
  expect(verdict.message).not.toContain('\n')
  const into = temporaryHome()
  expect((await refused(restoreBackup(copy, into, quiet))).message).toMatch(reason)
  expect(() => rmSync(into)).toThrow() // still a folder
})

test('the secret of another installation is told', async () => {
  const to = join(newFolder(), 'plain')
  await createBackup(settingsOf(home), { to }, quiet)
  await expect(verifyBackup(to, `${secret}x`, quiet)).rejects.toThrow('The secret is not the one of this backup.')
  expect(await verifyBackup(to, undefined, quiet)).toMatchObject({ secretChecked: false })
})

test('a home that is not empty, a target that is not empty and a link among the files are refused', async () => {
  const into = temporaryHome()
  writeFileSync(join(into, 'note'), 'mine')
  await expect(restoreBackup(backup, into, quiet)).rejects.toThrow(/is not empty/)
  expect(readFileSync(join(into, 'note'), 'utf8')).toBe('mine')
  await expect(createBackup(settingsOf(home), { to: into }, quiet)).rejects.toThrow(/is not empty/)
  symlinkSync('/etc/hostname', join(home, 'files', 'link'))
  onTestFinished(() => rmSync(join(home, 'files', 'link')))
  const to = join(newFolder(), 'linked')
  await expect(createBackup(settingsOf(home), { to }, quiet)).rejects.toThrow(/neither a file nor a folder/)
})

test('an external database is left to its operator, in one line', async () => {
  const program = new Command().exitOverride()
  backupCommands(program, () => ({ home, secret, databaseUrl: 'postgres://u:p@h/d' }))
  await expect(program.parseAsync(['backup', 'create'], { from: 'user' })).rejects.toThrow(
    /^DATABASE_URL is set: .*\.$/,
  )
})
