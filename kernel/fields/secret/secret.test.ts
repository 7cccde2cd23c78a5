import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { catalog } from '../../entity/catalog.ts'
import { entity } from '../../entity/entity.ts'
import { field } from '../../entity/field.ts'
import { system } from '../../entity/system.ts'
import { openField } from '../../secrets/sealed-fields.ts'
import { importApp } from '../../transfer/testing/import-app.ts'

const gateway = entity('vault.gateway', {
  path: 'gateways',
  title: 'name',
  fields: { name: field.text().search(), token: field.secret(), password: field.secret({ max: 50 }).optional() },
})
const about = { version: '1.0.0', kind: 'installable', messages: { en: {}, zh: {} } } as const
const vault = system('vault', { ...about, entities: [gateway], navigation: ['gateways'] })
const { tenant, runtime, database, upload } = await importApp([vault])

async function asOwner(text: string, values: unknown[] = []) {
  const client = new pg.Client(database.owner)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
/** Every row of every table, as text. */
async function everythingStored(): Promise<string> {
  const tables = await asOwner(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('vault', 'kernel')`,
  )
  const dumps = await Promise.all(tables.map(({ name }) => asOwner(`select t::text as row from ${name} t`)))
  return JSON.stringify(dumps)
}

test('a secret is stored sealed and shows in no reply, list, history, export, stored row or repeated answer', async () => {
  const org = await tenant()
  const keeper = org.as()
  const [token, password, next] = [randomUUID(), randomUUID(), randomUUID()]
  const replies = [
    await keeper.post('/gateways', { name: 'A', token, password }, { 'idempotency-key': 'once' }),
    await keeper.post('/gateways', { name: 'A', token, password }, { 'idempotency-key': 'once' }),
  ]
  const id = replies[0]?.body.id as string
  replies.push(
    await keeper.patch(`/gateways/${id}`, { token: next }),
    await keeper.get(`/gateways/${id}`),
    await keeper.get('/gateways?fields=name,token&filter[password][empty]=false'),
    await keeper.get(`/gateways/${id}/history`),
    await keeper.get('/gateways/export?format=csv&fields=name,token,password'),
  )
  expect(replies.map(reply => reply.status)).toEqual([201, 201, 200, 200, 200, 200, 200])
  for (const { body } of replies)
    for (const secret of [token, password, next]) expect(JSON.stringify(body)).not.toContain(secret)
  expect(replies[3]?.body).toMatchObject({ token: { isSet: true }, password: { isSet: true } })
  expect(replies[4]?.body.data).toHaveLength(1)
  const stored = await everythingStored()
  for (const secret of [token, password, next]) expect(stored).not.toContain(secret)
  const [row] = await asOwner('select id, token, password from vault.gateway where id = $1', [id])
  expect(await openField(runtime, org.id, gateway, row, 'token')).toBe(next)
  expect(await openField(runtime, org.id, gateway, row, 'password')).toBe(password)
})

test('a change of a secret is in the history without what it was', async () => {
  const keeper = (await tenant()).as()
  const { id } = (await keeper.post('/gateways', { name: 'A', token: 'first' })).body
  await keeper.patch(`/gateways/${id}`, { token: 'second' })
  const [change] = (await keeper.get(`/gateways/${id}/history`)).body.data
  expect(change.changes).toMatchObject([{ field: 'token', before: { isSet: true }, after: { isSet: true } }])
})

test('a sealed value that is copied into another record, field or organisation does not open there', async () => {
  const [one, two] = [await tenant(), await tenant()]
  const make = async (org: typeof one) =>
    (await org.as().post('/gateways', { name: 'A', token: 'mine', password: 'x' })).body.id as string
  const [id, neighbour, stranger] = [await make(one), await make(one), await make(two)]
  const [row] = await asOwner('select id, token, password from vault.gateway where id = $1', [id])
  const unreadable = { code: 'SECRET_UNREADABLE' }
  const open = (org: string, recordId: string, name: string) =>
    openField(runtime, org, gateway, { ...row, id: recordId, [name]: row.token }, name)
  await expect(open(one.id, neighbour, 'token')).rejects.toMatchObject(unreadable)
  await expect(open(two.id, stranger, 'token')).rejects.toMatchObject(unreadable)
  await expect(open(one.id, id, 'password')).rejects.toMatchObject(unreadable)
  expect(await open(one.id, id, 'token')).toBe('mine')
})

test('nothing can be asked of a secret but whether it is set', async () => {
  const keeper = (await tenant()).as()
  const { id } = (await keeper.post('/gateways', { name: 'A', token: 'mine' })).body
  for (const query of ['filter[token]=mine', 'filter[token][starts]=m', 'filter[token][contains]=i', 'sort=token'])
    expect((await keeper.get(`/gateways?${query}`)).status, query).toBe(422)
  expect((await keeper.get('/gateways?search=mine')).body.data).toEqual([])
  expect((await keeper.get('/gateways?filter[password][empty]=true')).body.data).toHaveLength(1)
  const refused = await keeper.patch(`/gateways/${id}`, { password: 'p'.repeat(51) })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).not.toContain('ppp')
})

test('replacing a record without naming its secret keeps it; null takes it away', async () => {
  const org = await tenant()
  const keeper = org.as()
  const { id } = (await keeper.post('/gateways', { name: 'A', token: 't', password: 'kept' })).body
  await keeper.put(`/gateways/${id}`, { name: 'B', token: 't2' })
  const [row] = await asOwner('select id, password from vault.gateway where id = $1', [id])
  expect(await openField(runtime, org.id, gateway, row, 'password')).toBe('kept')
  expect((await keeper.patch(`/gateways/${id}`, { password: null })).body.password).toBeNull()
})

test('no file sets a secret, and its preview does not repeat one', async () => {
  const keeper = (await tenant()).as()
  await keeper.post('/gateways', { name: 'A', token: 'mine' })
  const mapping = encodeURIComponent(JSON.stringify({ Password: 'password' }))
  const file = 'Name,Password\nA,secret-of-a-file\n'
  const refused = await upload(keeper, `/gateways/import?dryRun=true&mapping=${mapping}`, file)
  expect(refused.status).toBe(422)
  const guessed = await upload(keeper, '/gateways/import?dryRun=true', file)
  expect(guessed.body.columns).toMatchObject([{ field: 'name' }, { field: null }])
})

test('a secret that would be compared, searched or written anew with every line is refused as a declaration', () => {
  const wrong = (fields: Parameters<typeof entity>[1]['fields']) => () =>
    catalog([
      system('bad', { ...about, entities: [entity('bad.thing', { path: 'bad_things', title: 'name', fields })] }),
    ])
  expect(wrong({ name: field.text(), key: field.secret().unique() })).toThrow('neither unique nor searched')
  const line = entity('bad.line', { title: 'name', fields: { name: field.text(), key: field.secret() } })
  expect(wrong({ name: field.text(), keys: field.lines(line) })).toThrow('an entity of its own')
})
