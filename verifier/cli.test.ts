import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { newKeyPair, readReceipts, sealRevocations, toJwk, writeLicenseFile } from './index.mjs'

/** A machine that has the verifier's own files and nothing else of this repository. */
const machine = await mkdtemp(join(tmpdir(), 'license-verifier-'))
afterAll(() => rm(machine, { recursive: true, force: true }))
const here = fileURLToPath(new URL('.', import.meta.url))
for (const name of await readdir(here)) if (name.endsWith('.mjs')) await cp(join(here, name), join(machine, name))

const folder = () => mkdtemp(join(machine, 'site-'))
const run = (cwd: string, ...args: string[]) =>
  new Promise<{ exit: number; out: string; err: string }>(resolve => {
    execFile(process.execPath, [join(machine, 'cli.mjs'), ...args], { cwd, env: {} }, (error, out, err) =>
      resolve({ exit: error ? Number(error.code) : 0, out, err }),
    )
  })

const { publicKey, privateKey } = newKeyPair()
const signer = { kid: 'key-1', privateKey }
const claims = {
  issuer: { name: 'Tenon' },
  file: 'file-1',
  license: {
    ...{ id: 'license-1', code: 'LIC-2026-0001', edition: 'business', model: 'subscription' },
    ...{ authorizedUsers: 50, authorizedWorkspaces: 5, clusterId: null },
  },
  customer: { id: 'customer-1', name: '华信精密' },
  entitlements: [],
  ...{ term: null, purchase: null, activation: null, expiresAt: null, validFrom: null, graceUntil: null },
  ...{ issuedAt: '2026-01-01T00:00:00.000Z', validUntil: '2099-12-31T15:59:59.999Z', expirationStrategy: 'restrict' },
}

async function site() {
  const cwd = await folder()
  const list = {
    ...{ organisation: 'tenon', issuedAt: '2026-01-01T00:00:00.000Z', nextUpdateAt: '2099-01-01T00:00:00.000Z' },
    ...{ licenses: [{ id: 'license-1', reason: 'terminated' }], files: [] },
  }
  await writeFile(join(cwd, 'a.lic'), writeLicenseFile(claims, signer))
  await writeFile(
    join(cwd, 'keys.json'),
    JSON.stringify({ keys: [toJwk({ kid: 'key-1', publicKey, status: 'active' })] }),
  )
  await writeFile(join(cwd, 'revoked.json'), JSON.stringify(sealRevocations(list, signer)))
  return cwd
}

test('a file is checked on a machine with no server, and the exit code says the outcome', async () => {
  const cwd = await site()
  const good = await run(cwd, 'verify', 'a.lic', '--keys', 'keys.json')
  expect(good).toMatchObject({ exit: 0, err: '' })
  expect(good.out).toContain('valid: VALID. The licence is valid.')
  expect(good.out).toContain('华信精密')
  const revoked = await run(cwd, 'verify', 'a.lic', '--keys', 'keys.json', '--revocations', 'revoked.json', '--json')
  expect([revoked.exit, JSON.parse(revoked.out).code]).toEqual([1, 'TERMINATED'])
  const late = await run(cwd, 'verify', 'a.lic', '--keys', 'keys.json', '--at', '2100-01-01')
  expect([late.exit, late.out.slice(0, 18)]).toEqual([1, 'NOT VALID: EXPIRED'])
  await appendFile(join(cwd, 'a.lic'), ' ')
  expect((await run(cwd, 'verify', 'a.lic', '--keys', 'keys.json')).out).toContain('NOT VALID: MALFORMED')
})

test('a wrong call is told in a sentence', async () => {
  const cwd = await site()
  for (const [words, sentence] of [
    [['verify', 'a.lic'], '--keys is missing.'],
    [['verify', 'none.lic', '--keys', 'keys.json'], 'none.lic cannot be read: ENOENT.'],
    [['verify', 'a.lic', '--keys', 'a.lic'], 'a.lic is no JSON.'],
    [['verify', 'a.lic', '--keys', 'keys.json', '--at', 'soon'], '--at must be an instant'],
    [['record', '--license', 'l', '--metric', 'users'], 'Give at least one --metric'],
    [['sing'], 'There is no command “sing”.'],
  ] as const) {
    const { exit, err } = await run(cwd, ...words)
    expect([exit, err.slice(0, sentence.length)]).toEqual([2, sentence])
  }
})

test('use is recorded, exported and looked through; who cuts a line out is found out', async () => {
  const cwd = await folder()
  const record = (users: number) => run(cwd, 'record', '--license', 'license-1', '--metric', `users=${users}`)
  expect((await run(cwd, 'export', '--license', 'license-1')).err).toContain('NOTHING_RECORDED')
  for (const users of [5, 9, 7]) expect((await record(users)).exit).toBe(0)
  const key = await stat(join(cwd, 'tenon-usage', 'instance-key.pem'))
  expect(key.mode & 0o077).toBe(0)
  await run(cwd, 'export', '--license', 'license-1', '--out', 'usage.jsonl')
  const receipts = readReceipts(await readFile(join(cwd, 'usage.jsonl'), 'utf8'))
  expect(receipts.map(({ sequence, samples }) => [sequence, samples[0]?.value])).toEqual([
    [1, 5],
    [2, 9],
    [3, 7],
  ])
  expect(receipts[0]?.instance).toBe((await run(cwd, 'public-key')).out.trim())
  expect(await run(cwd, 'check', 'usage.jsonl')).toMatchObject({ exit: 0, out: '3 receipts, no findings\n' })
  const lines = (await readFile(join(cwd, 'usage.jsonl'), 'utf8')).split('\n')
  await writeFile(join(cwd, 'cut.jsonl'), [lines[0], ...lines.slice(2)].join('\n'))
  expect(await run(cwd, 'check', 'cut.jsonl')).toMatchObject({ exit: 1, out: expect.stringContaining('GAP') })
  await writeFile(join(cwd, 'less.jsonl'), lines.join('\n').replace('"value":9', '"value":1'))
  expect((await run(cwd, 'check', 'less.jsonl')).err).toContain('BAD_HASH: Line 2')
})

test('programs that record at once, and one that died while it wrote, leave one history', async () => {
  const cwd = await folder()
  const record = () => run(cwd, 'record', '--license', 'license-1', '--metric', 'users=5')
  await record()
  await appendFile(join(cwd, 'tenon-usage', 'license-1.jsonl'), '{"half":')
  await writeFile(join(cwd, 'tenon-usage', 'lock'), '999999999')
  expect((await record()).exit).toBe(0)
  const exits = await Promise.all([record(), record(), record()])
  expect(exits.map(({ exit }) => exit)).toEqual([0, 0, 0])
  await run(cwd, 'export', '--license', 'license-1', '--out', 'usage.jsonl')
  expect(await run(cwd, 'check', 'usage.jsonl')).toMatchObject({ exit: 0, out: '5 receipts, no findings\n' })
})
