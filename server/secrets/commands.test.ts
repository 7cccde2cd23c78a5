import { randomUUID } from 'node:crypto'
import { catalog } from '@tenon/kernel/entity/catalog.ts'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { system } from '@tenon/kernel/entity/system.ts'
import { keyNumber, openKeyRing } from '@tenon/kernel/secrets/key-ring.ts'
import { requireMaster } from '@tenon/kernel/secrets/master.ts'
import { openField } from '@tenon/kernel/secrets/sealed-fields.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { Command } from 'commander'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { deriveKey } from '../installation.ts'
import { secretsCommands } from './commands.ts'

const gateway = entity('vault.gateway', {
  path: 'gateways',
  title: 'name',
  fields: { name: field.text(), token: field.secret() },
})
const about = { version: '1.0.0', kind: 'installable', messages: { en: {}, zh: {} } } as const
const vault = system('vault', { ...about, entities: [gateway] })
const app = await testApp([vault])
const { owner } = app.database

async function asOwner(text: string, values: unknown[] = []) {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

/** An installation with this secret, whose stored keys are its own. */
async function installation(secret: string) {
  const ring = await openKeyRing(app.runtime.pool, deriveKey({ secret }, 'secrets'))
  return { runtime: { ...app.runtime, secrets: ring }, catalog: catalog([vault]) }
}
/** A fresh one: keys of earlier tests are forgotten. */
async function fresh() {
  await asOwner('truncate kernel.data_key')
  const secret = randomUUID() + randomUUID()
  return { secret, ...(await installation(secret)) }
}

async function tenon(secret: string, args: string, input = ''): Promise<string> {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(line => void said.push(String(line)))
  onTestFinished(() => log.mockRestore())
  const program = new Command('tenon').exitOverride()
  secretsCommands(program, {
    using: async work => work(await installation(secret)),
    database: work => work(owner, secret),
    others: [],
    input: async () => input,
  })
  await program.parseAsync(['secrets', ...args.split(' ')], { from: 'user' })
  return said.join('\n')
}

/** Records with a secret each, written by the server that is running. */
async function stored(running: Awaited<ReturnType<typeof fresh>>, count: number) {
  const org = await app.tenant()
  const keeper = org.as()
  // The test server's own ring belongs to no secret of these tests, so the rows are sealed by the running one.
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const { id } = (await keeper.post('/gateways', { name: `G${i}`, token: 'x' })).body
    const sealed = running.runtime.secrets.seal(`token ${i}`, `${org.id} vault.gateway ${id} token`)
    await asOwner('update vault.gateway set token = $2 where id = $1', [id, sealed])
    ids.push(id)
  }
  const read = () => asOwner('select id, token, version from vault.gateway where tenant_id = $1 order by id', [org.id])
  return { org, ids, read }
}

test('a rotation seals every secret anew with a new key, and changes neither version nor what they say', async () => {
  const running = await fresh()
  const { org, read } = await stored(running, 3)
  expect(await tenon(running.secret, 'rotate')).toMatch(/^Key 2 seals from now on.*\n3 secrets were sealed anew/)
  const rows = await read()
  expect(rows.map(row => [keyNumber(row.token), row.version])).toEqual([1, 1, 1].map(version => [2, version]))
  const texts = rows.map(row => openField(running.runtime, org.id, gateway, row, 'token'))
  expect(await Promise.all(texts)).toEqual(['token 0', 'token 1', 'token 2'])
  expect(await tenon(running.secret, 'reseal')).toContain('0 secrets')
})

test('what cannot be opened is counted, left, and does not stop the rest', async () => {
  const running = await fresh()
  const { ids, read } = await stored(running, 3)
  await asOwner('update vault.gateway set token = $2 where id = $1', [ids[0], '1.AAAA'])
  expect(await tenon(running.secret, 'rotate')).toMatch(/2 secrets were sealed anew(.|\n)*1 cannot be opened/)
  expect((await read())[0]?.token).toBe('1.AAAA')
})

test('after TENON_SECRET was changed its keys are handed over with the old one, and only with the old one', async () => {
  const running = await fresh()
  const { org, read } = await stored(running, 1)
  const next = randomUUID() + randomUUID()
  await expect(tenon(next, 'change-master', 'a wrong old secret')).rejects.toThrow('TENON_SECRET is not the one')
  expect(await tenon(next, 'change-master', running.secret)).toContain('1 keys now belong')
  await expect(installation(running.secret)).rejects.toThrow('TENON_SECRET is not the one')
  const { runtime } = await installation(next)
  expect(await openField(runtime, org.id, gateway, (await read())[0], 'token')).toBe('token 0')
})

test('a start with another secret is refused before anything is changed', async () => {
  const { secret } = await fresh()
  const wrong = deriveKey({ secret: randomUUID() }, 'secrets')
  await expect(requireMaster(owner, wrong)).rejects.toThrow(/^TENON_SECRET is not the one[^\n]*$/)
  await requireMaster(owner, deriveKey({ secret }, 'secrets'))
})

test('keys are discarded only when one insists; then an installation starts with any secret', async () => {
  const running = await fresh()
  const { org, read } = await stored(running, 1)
  await expect(tenon(running.secret, 'discard')).rejects.toThrow('--yes')
  expect(await tenon(running.secret, 'discard --yes')).toContain('1 keys are gone')
  const { runtime } = await installation(randomUUID() + randomUUID())
  const lost = openField(runtime, org.id, gateway, (await read())[0], 'token')
  await expect(lost).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
})
