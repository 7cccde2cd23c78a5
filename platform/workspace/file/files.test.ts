import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type Member, workspaceApp } from '../testing/team.ts'
import { cleanFiles } from './cleaning.ts'
import { fileStore } from './store.ts'

const root = await mkdtemp(join(tmpdir(), 'tenon-files-test-'))
afterAll(() => rm(root, { recursive: true, force: true }))
const { app, member } = await workspaceApp(root)
const all = ['workshop.*', 'directory.*']
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Sends a form with one file, as a browser does. */
async function upload(person: Member, address: string, name: string, bytes: Buffer | string, part = 'file') {
  const boundary = randomUUID()
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${part}"; filename="${name}"\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)])
  const reply = await app.server.http.inject({
    method: 'POST',
    url: `/api/v1${address}/files`,
    headers: { authorization: `Bearer ${person.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
  return { status: reply.statusCode, body: reply.json() }
}
async function download(person: Member, id: string, query = '') {
  const url = `/api/v1/files/${id}/content${query}`
  return app.server.http.inject({ method: 'GET', url, headers: { authorization: `Bearer ${person.token}` } })
}
async function place() {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const { body } = await ann.post('/machines', { name: 'Lathe' })
  return { tenant, ann, address: `/machines/${body.id}` }
}
const onDisk = (tenantId: string) => readdir(join(root, tenantId)).catch(() => [])

test('a file lies beside its record under its own name, and comes back as it went', async () => {
  const { tenant, ann, address } = await place()
  const added = await upload(ann, address, '合同扫描件 signed.png', png)
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  expect(added.body).toMatchObject({
    name: '合同扫描件 signed.png',
    size: png.length,
    type: 'image/png',
    by: { id: ann.memberId, name: 'Ann' },
    mayRemove: true,
  })
  expect((await ann.get(`${address}/files`)).body.data).toEqual([added.body])
  const [stored] = await onDisk(tenant.id)
  expect(await readFile(join(root, tenant.id, stored as string))).toEqual(png)
  const got = await download(ann, added.body.id)
  expect(got.rawPayload).toEqual(png)
  expect((await ann.get(`${address}/around`)).body).toEqual({ comments: 0, files: 1, tasks: 0, starred: false })
})

test('a browser takes what it downloads for nothing else, and shows only pictures', async () => {
  const { ann, address } = await place()
  const page = await upload(ann, address, 'page.html', '<html><script>alert(1)</script></html>')
  const picture = await upload(ann, address, 'p".png', png)
  expect(page.body.type).toBe('text/html')
  for (const { body } of [page, picture])
    for (const query of ['', '?inline=true']) {
      const { headers } = await download(ann, body.id, query)
      const isShown = body.type === 'image/png' && query !== ''
      expect(headers['content-disposition']).toMatch(isShown ? /^inline; / : /^attachment; /)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      })
    }
})

test('what is not what its name says, empty, missing or too large is refused and leaves nothing', async () => {
  const { tenant, ann, address } = await place()
  const refused = async (name: string, bytes: Buffer | string, part?: string) => {
    const { status, body } = await upload(ann, address, name, bytes, part)
    return `${status} ${body.code}`
  }
  expect(await refused('photo.png', 'MZ this is a program')).toBe('422 FILE_OTHER_THAN_NAMED')
  expect(await refused('notes.txt', png)).toBe('422 FILE_OTHER_THAN_NAMED')
  expect(await refused('nothing.txt', '')).toBe('422 FILE_EMPTY')
  expect(await refused('a.txt', 'a', 'another')).toBe('422 FILE_MISSING')
  expect(await refused('big.bin', Buffer.alloc(50 * 1024 * 1024 + 1))).toBe('413 FILE_TOO_LARGE')
  expect(await onDisk(tenant.id)).toEqual([])
  expect(await refused('drawing.step', 'ISO-10303-21;\nHEADER;')).toBe('201 undefined')
  expect(await refused('../../etc/passwd', 'root')).toBe('201 undefined')
  const names = (await ann.get(`${address}/files`)).body.data.map((one: { name: string }) => one.name)
  expect(names).toEqual(['passwd', 'drawing.step'])
})

test('after an upload that was refused halfway the connection answers the next request', async () => {
  const { ann, address } = await place()
  const base = `${await app.server.http.listen({ port: 0, host: '127.0.0.1' })}/api/v1`
  const headers = { authorization: `Bearer ${ann.token}` }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (method: string, path: string, body?: Buffer, type?: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = request(`${base}${path}`, {
        agent,
        method,
        headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
      })
      sent.on('error', reject)
      sent.on('response', reply => {
        reply.resume()
        reply.on('end', () => resolve(reply.statusCode ?? 0))
      })
      sent.end(body)
    })
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="big.bin"\r\n\r\n'
  const big = Buffer.concat([Buffer.from(head), Buffer.alloc(60 * 1024 * 1024), Buffer.from('\r\n--b--\r\n')])
  expect(await send('POST', `${address}/files`, big, 'multipart/form-data; boundary=b')).toBe(413)
  expect(await send('GET', `${address}/files`)).toBe(200)
  agent.destroy()
}, 40_000)

test('files go with their record: nobody else adds, lists, gets or removes one', async () => {
  const { tenant, ann, address } = await place()
  const { body: added } = await upload(ann, address, 'a.txt', 'a')
  const own = await member(tenant, 'Own', [{ permission: 'workshop.machine.read', scope: 'own' }])
  const reader = await member(tenant, 'Reader', ['workshop.machine.read'])
  const elsewhere = await app.tenant()
  const stranger = await member(elsewhere, 'Stranger', all)
  for (const person of [own, stranger]) {
    expect((await upload(person, address, 'b.txt', 'b')).status).toBe(404)
    expect((await person.get(`${address}/files`)).status).toBe(404)
    expect((await download(person, added.id)).statusCode).toBe(404)
    expect((await person.delete(`/files/${added.id}`)).status).toBe(404)
  }
  expect((await download(reader, added.id)).payload).toBe('a')
  expect((await reader.delete(`/files/${added.id}`)).body.code).toBe('NOT_YOUR_FILE')
  expect((await ann.delete(`/files/${added.id}`)).status).toBe(204)
  expect((await download(ann, added.id)).statusCode).toBe(404)
  expect(await onDisk(elsewhere.id)).toEqual([])
})

test('bytes that no record needs are cleaned away after a while, and nothing else', async () => {
  const { tenant, ann, address } = await place()
  const files = fileStore(root)
  const kept = (await upload(ann, address, 'kept.txt', 'kept')).body
  const removed = (await upload(ann, address, 'removed.txt', 'removed')).body
  const orphan = await files.keep(
    tenant.id,
    (async function* () {
      yield Buffer.from('orphan')
    })(),
  )
  await ann.delete(`/files/${removed.id}`)
  await cleanFiles(app.runtime.pool, files)
  expect(await onDisk(tenant.id)).toHaveLength(3)
  const old = new Date(Date.now() - 2 * 86_400_000)
  for (const name of await onDisk(tenant.id)) await utimes(join(root, tenant.id, name), old, old)
  await cleanFiles(app.runtime.pool, files)
  expect(await onDisk(tenant.id)).not.toContain(orphan.key)
  expect(await onDisk(tenant.id)).toHaveLength(2)
  const owner = new pg.Client(app.database.owner)
  await owner.connect()
  await owner.query("update workspace.file set deleted_at = now() - interval '31 days' where id = $1", [removed.id])
  await owner.end()
  await cleanFiles(app.runtime.pool, files)
  expect(await onDisk(tenant.id)).toHaveLength(1)
  expect((await download(ann, kept.id)).payload).toBe('kept')
})
