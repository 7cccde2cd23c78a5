import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Instance, instance } from '../testing/instance.ts'
import { runLedger, signIn } from './ledger.ts'
import { runSql } from './sabotage.ts'

/** Promises W1 to W3: nothing acknowledged is lost, nothing is done twice, whatever is killed while it happens. */
let target: Instance
let token: string

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'tenon-ledger-'))
  await chmod(home, 0o755)
  target = await instance(home)
  await target.start()
  const accounts = JSON.parse(await readFile(join(home, 'demo-accounts.json'), 'utf8')) as {
    tenant: string
    role: string
    email: string
    password: string
  }[]
  const administrator = accounts.find(account => account.tenant === 'qiyuan' && account.role === 'administrator')
  token = await signIn(target.port, administrator as { email: string; password: string })
}, 60_000)

afterAll(async () => {
  await target.stop()
  await rm(target.home, { recursive: true, force: true })
}, 30_000)

const alternating = (kill: number) => (kill % 2 ? ('postgres' as const) : ('server' as const))

test('20 kills under load: nothing lost, nothing twice, nothing half', { timeout: 300_000 }, async () => {
  const count = await runLedger(target, token, { kills: 20, writers: 8, withKeys: true, victim: alternating })
  console.log(JSON.stringify(count))
  expect(count).toMatchObject({ lost: 0, twice: 0, phantom: 0, half: 0, kills: 20 })
  expect(count.acknowledged).toBeGreaterThan(200)
})

test('the instrument sees: without keys, retries do things twice', { timeout: 200_000 }, async () => {
  let twice = 0
  for (let round = 0; round < 4 && twice === 0; round++)
    twice += (await runLedger(target, token, { kills: 6, writers: 16, withKeys: false, victim: () => 'server' })).twice
  expect(twice).toBeGreaterThan(0)
})

test('the instrument sees: with synchronous_commit off, acknowledged writes are lost', {
  timeout: 200_000,
}, async () => {
  await runSql(target, role => `alter role ${role} set synchronous_commit = off`)
  let lost = 0
  for (let round = 0; round < 4 && lost === 0; round++)
    lost += (await runLedger(target, token, { kills: 6, writers: 16, withKeys: true, victim: () => 'postgres' })).lost
  expect(lost).toBeGreaterThan(0)
})
