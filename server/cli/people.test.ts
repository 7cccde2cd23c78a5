import { identity } from '@tenon/identity'
import { openIdentity } from '@tenon/identity/server'
import { buildServer } from '@tenon/kernel/http/server.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { Command } from 'commander'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { tenantCommands } from './tenant.ts'
import { userCommands } from './user.ts'

const app = await testApp([identity])
const baseUrl = 'https://tenon.example'
const { authenticate } = openIdentity({ ...app, baseUrl, secret: 's'.repeat(40) })
const { http } = await buildServer({ ...app, authenticate, baseUrl, version: 'test' })
afterAll(() => http.close())

/** Runs one command line and gives back what it printed. */
async function tenon(...args: string[]): Promise<string> {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(line => void said.push(String(line)))
  onTestFinished(() => log.mockRestore())
  const program = new Command('tenon')
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: text => void said.push(text) })
  tenantCommands(program, work => work({ ...app, settings: { baseUrl } }))
  userCommands(program, work => work({ ...app, settings: { baseUrl } }))
  for (const group of program.commands)
    for (const command of [group, ...group.commands]) command.exitOverride().copyInheritedSettings(program)
  await program.parseAsync(args, { from: 'user' })
  return said.join('\n')
}

const post = (url: string, payload: object) => http.inject({ method: 'POST', url: `/api/v1${url}`, payload })
const tokenIn = (text: string) => /#([\w-]{43})$/m.exec(text)?.[1]
const password = 'thirteen grey herons'

test('an organisation, its administrator and another person come to sign in from the command line alone', async () => {
  const made = await tenon(
    'tenant',
    'create',
    'acme',
    '--name',
    'Acme',
    '--admin-email',
    'Boss@acme.example',
    '--currency',
    'EUR',
  )
  expect(made).toContain(`${baseUrl}/password#`)
  expect((await post('/auth/password/link', { token: tokenIn(made), password })).statusCode).toBe(204)
  const signIn = (identifier: string) => post('/auth/login', { identifier, password })
  const boss = (await signIn('boss@acme.example')).json().accessToken
  const me = await http.inject({ url: '/api/v1/user/me', headers: { authorization: `Bearer ${boss}` } })
  expect(me.json()).toMatchObject({ permissions: ['*'], tenant: { slug: 'acme', currency: 'EUR' } })

  const person = await tenon(
    'user',
    'create',
    '--tenant',
    'acme',
    '--email',
    'li@acme.example',
    '--name',
    '李',
    '--role',
    'administrator@HQ',
  )
  expect((await post('/auth/password/link', { token: tokenIn(person), password })).statusCode).toBe(204)
  expect((await signIn('li@acme.example')).statusCode).toBe(200)
  const reset = await tenon('user', 'reset-password', 'li@acme.example')
  expect((await signIn('li@acme.example')).statusCode).toBe(401)
  expect(tokenIn(reset)).toBeDefined()

  expect(JSON.parse(await tenon('tenant', 'list', '--json'))).toEqual([
    { slug: 'acme', name: 'Acme', status: 'active', people: 2 },
  ])
  await tenon('tenant', 'suspend', 'acme')
  expect((await signIn('boss@acme.example')).statusCode).toBe(401)
  expect(await tenon('tenant', 'list')).toMatch(/acme +suspended +2 people {2}Acme/)
  await tenon('tenant', 'resume', 'acme')
  expect((await signIn('boss@acme.example')).statusCode).toBe(200)
})

test('who has lost every second factor signs in with the password alone again', async () => {
  const email = 'lost@factors.example'
  await tenon('tenant', 'create', 'factors', '--name', 'Factors')
  const link = await tenon('user', 'create', '--tenant', 'factors', '--email', email, '--name', 'Lost')
  await post('/auth/password/link', { token: tokenIn(link), password })
  const signIn = () => post('/auth/login', { identifier: email, password })
  const { accessToken, user } = (await signIn()).json()
  const text = `insert into auth.passkey (id, user_id, name, credential_id, public_key, counter, transports, is_synced)
    values (gen_random_uuid(), $1, 'Lost', 'lost', '', 0, '{}', false)`
  await app.runtime.pool.instance([{ text, values: [user.id] }])
  expect((await signIn()).json().code).toBe('SECOND_FACTOR_NEEDED')
  expect(await tenon('user', 'reset-factors', email)).toContain('with the password alone')
  const me = await http.inject({ url: '/api/v1/auth/me', headers: { authorization: `Bearer ${accessToken}` } })
  expect(me.statusCode).toBe(401)
  expect((await signIn()).statusCode).toBe(200)
})

test('what cannot be done is told in one line', async () => {
  await tenon('tenant', 'create', 'twice', '--name', 'Twice')
  const line = (args: string) =>
    tenon(...args.split(' ')).then(
      () => '',
      (error: Error) => error.message,
    )
  expect(await line('tenant create twice --name Twice')).toBe('slug: Already in use.')
  expect(await line('tenant create Bad --name Bad')).toMatch(/^"Bad" must be 2 to 41 lower-case letters/)
  expect(await line('tenant suspend none')).toBe('There is no organisation "none".')
  expect(await line('user reset-password none@x.example')).toBe('Nobody signs in as "none@x.example".')
  expect(await line('user create --tenant twice --email nonsense --name X')).toBe(
    '"nonsense" is not an e-mail address.',
  )
  expect(await line('user create --tenant twice --email a@x.example --name X --role captain')).toBe(
    'There is no role "captain".',
  )
  expect(await line('user create --tenant twice --email a@x.example --name X --role administrator@XX')).toBe(
    'There is no site "XX".',
  )
})

test('every command explains itself', async () => {
  for (const command of [
    'tenant create',
    'tenant list',
    'tenant suspend',
    'tenant resume',
    'user create',
    'user reset-password',
  ]) {
    const asked = tenon(...command.split(' '), '--help')
    await expect(asked).rejects.toMatchObject({ code: 'commander.helpDisplayed', exitCode: 0 })
  }
})
