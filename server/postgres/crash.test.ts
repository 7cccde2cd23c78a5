import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { postmasterOf, query, quiet, startServer, temporaryHome, usedHome } from './fixture/home.ts'
import { startEmbeddedPostgres } from './launcher.ts'
import { pidsWorkingIn } from './running.ts'

const clusterOf = (home: string) => join(home, 'postgres', 'cluster')
const soon = { timeout: 15_000, interval: 50 }

test('a killed server leaves PostgreSQL running; the next one adopts it, and stops it too', async () => {
  const home = await usedHome()
  const killed = startServer(home)
  const { connection } = await killed.until('ready')
  await query(connection, 'create table kept as select 7 as value')
  const postmaster = postmasterOf(clusterOf(home))
  await killed.end('SIGKILL')

  const next = await startEmbeddedPostgres({ home, log: quiet })
  expect(next.adopted).toBe(true)
  expect(postmasterOf(clusterOf(home))).toBe(postmaster)
  expect(await query(next.connection, 'select value from kept')).toEqual([{ value: 7 }])
  await next.stop()
  expect(pidsWorkingIn(home)).toEqual([])
})

test('a killed PostgreSQL is started again under the living server, twice, with everything acknowledged', async () => {
  const home = await usedHome()
  const database = await startEmbeddedPostgres({ home, log: quiet })
  await query(database.connection, 'create table kept as select 1 as value')
  for (const value of [2, 3]) {
    await query(database.connection, `insert into kept values (${value})`)
    process.kill(postmasterOf(clusterOf(home)), 'SIGKILL')
    await vi.waitFor(() => query(database.connection, 'select'), soon)
  }
  expect(await query(database.connection, 'select sum(value)::int from kept')).toEqual([{ sum: 6 }])
  await database.stop()
  expect(pidsWorkingIn(home)).toEqual([])
})

test('a server that ends without stopping PostgreSQL takes it along', async () => {
  const home = await usedHome()
  const server = startServer(home)
  await server.until('ready')
  await server.end('SIGUSR2')
  await vi.waitFor(() => expect(pidsWorkingIn(home)).toEqual([]), soon)
})

test('an adopted PostgreSQL is watched too', async () => {
  const home = await usedHome()
  const killed = startServer(home)
  await killed.until('ready')
  await killed.end('SIGKILL')
  const database = await startEmbeddedPostgres({ home, log: quiet })
  process.kill(postmasterOf(clusterOf(home)), 'SIGKILL')
  await vi.waitFor(() => query(database.connection, 'select'), soon)
  await database.stop()
  expect(pidsWorkingIn(home)).toEqual([])
})

test('a stop right after PostgreSQL was killed still leaves no program', async () => {
  const home = await usedHome()
  const database = await startEmbeddedPostgres({ home, log: quiet })
  process.kill(postmasterOf(clusterOf(home)), 'SIGKILL')
  await database.stop()
  await vi.waitFor(() => expect(pidsWorkingIn(home)).toEqual([]), soon)
})

test('server and PostgreSQL killed together: the next start recovers what was acknowledged', async () => {
  const home = await usedHome()
  const killed = startServer(home)
  const { connection } = await killed.until('ready')
  await query(connection, 'create table kept as select generate_series(1, 1000) as value')
  process.kill(killed.pid, 'SIGSTOP') // so that it cannot start PostgreSQL again
  process.kill(postmasterOf(clusterOf(home)), 'SIGKILL')
  await killed.end('SIGKILL')

  const next = await startEmbeddedPostgres({ home, log: quiet })
  expect(next.adopted).toBe(false)
  expect(await query(next.connection, 'select count(*)::int from kept')).toEqual([{ count: 1000 }])
  await next.stop()
})

test('a first start that is killed half way is repeated cleanly', async () => {
  const home = temporaryHome()
  const killed = startServer(home)
  const drafts = () => globSync(join(home, 'postgres', 'initialising-*', 'cluster', 'base'))
  await vi.waitFor(() => expect(drafts()).toHaveLength(1), { timeout: 15_000, interval: 5 })
  await killed.end('SIGKILL')
  expect(existsSync(clusterOf(home))).toBe(false)

  const next = await startEmbeddedPostgres({ home, log: quiet })
  expect(await query(next.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await next.stop()
  expect(drafts()).toEqual([])
})
