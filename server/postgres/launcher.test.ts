import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { query, quiet, startServer, temporaryHome, usedHome } from './fixture/home.ts'
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './launcher.ts'
import { pidsWorkingIn } from './running.ts'

const start = (home: string) => startEmbeddedPostgres({ home, log: quiet })

test('the first start makes a safe database, a restart keeps what is in it, a stop leaves no program', async () => {
  const home = temporaryHome()
  const first = await start(home)
  const settings = `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
    current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits, current_setting('jit') as jit,
    current_setting('listen_addresses') as network, current_setting('password_encryption') as passwords,
    (select datcollate from pg_database where datname = 'tenon') as collation`
  expect(await query(first.connection, settings)).toEqual([
    {
      encoding: 'UTF8',
      checksums: 'on',
      fsync: 'on',
      commits: 'on',
      jit: 'off',
      network: '',
      passwords: 'scram-sha-256',
      collation: 'C.UTF-8',
    },
  ])
  await query(first.connection, `create table note as select '榫' as text`)
  await first.stop()
  expect(pidsWorkingIn(home)).toEqual([])

  const second = await start(home)
  expect(second.adopted).toBe(false)
  expect(await query(second.connection, 'select text from note')).toEqual([{ text: '榫' }])
  await second.stop()
  expect(pidsWorkingIn(home)).toEqual([])
})

test('the password is needed, and only its owner can read it', async () => {
  const home = await usedHome()
  const database = await start(home)
  expect(statSync(join(home, 'postgres', 'password')).mode & 0o777).toBe(0o600)
  await expect(query({ ...database.connection, password: 'guess' }, 'select 1')).rejects.toThrow(
    /password authentication failed/,
  )
  await database.stop()
})

test('a second server on the same home is refused with the pid of the first', async () => {
  const home = await usedHome()
  const server = startServer(home)
  await server.until('ready')
  await expect(start(home)).rejects.toThrow(
    `Another Tenon server (pid ${server.pid}) already runs on ${home}: stop it first, or set TENON_HOME to another folder.`,
  )
})

test('an administration command joins the running server and leaves it running, or starts its own', async () => {
  const home = await usedHome()
  const server = await start(home)
  const command = await joinEmbeddedPostgres({ home, log: quiet })
  await command.stop()
  expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()

  const alone = await joinEmbeddedPostgres({ home, log: quiet })
  expect(await query(alone.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await alone.stop()
  expect(pidsWorkingIn(home)).toEqual([])
})

test('lock files left behind, and a pid that now belongs to another program, do not stop a start', async () => {
  const home = await usedHome()
  const other = spawn('sleep', ['60'])
  onTestFinished(() => void other.kill())
  writeFileSync(join(home, 'postgres', 'server.lock'), JSON.stringify({ pid: other.pid, mark: 'an earlier boot' }))
  const cluster = join(home, 'postgres', 'cluster')
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    [other.pid, cluster, 1, 5432, join(home, 'postgres', 'run'), '', '1 1', 'ready'].join('\n'),
  )

  const database = await start(home)
  expect(database.adopted).toBe(false)
  expect(other.exitCode).toBeNull()
  await database.stop()
})

test('a database that may lose acknowledged changes is refused and not left running', async () => {
  const home = await usedHome()
  appendFileSync(join(home, 'postgres', 'cluster', 'postgresql.conf'), '\nfsync = off\n')
  await expect(start(home)).rejects.toThrow(
    'The database runs with fsync = off, Tenon needs fsync = on: change it back.',
  )
  expect(pidsWorkingIn(home)).toEqual([])
})

test('a setting PostgreSQL does not understand is reported in its own words', async () => {
  const home = await usedHome()
  appendFileSync(join(home, 'postgres', 'cluster', 'postgresql.conf'), '\nmax_connections = many\n')
  await expect(start(home)).rejects.toThrow(/PostgreSQL did not start: .*contains errors/)
})

test('a database of another major version is refused', async () => {
  const home = await usedHome()
  const version = join(home, 'postgres', 'cluster', 'PG_VERSION')
  expect(readFileSync(version, 'utf8')).toBe('18\n')
  writeFileSync(version, '17\n')
  await expect(start(home)).rejects.toThrow(/is a PostgreSQL 17 database and this Tenon brings 18/)
})
