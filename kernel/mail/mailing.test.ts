import { createServer } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRuntime } from '../background/runtime.ts'
import { unitOfWork } from '../data/unit-of-work.ts'
import { type TestTenant, testApp } from '../testing/app.ts'
import { keepLog, onlyTenants } from '../testing/background.ts'
import { workshop } from '../testing/workshop.ts'
import { startMailing } from './mailing.ts'
import { type Mail, queueMail } from './queue.ts'
import { openMailServer } from './server.ts'

const app = await testApp([workshop], { max: 8 })
const { pool } = app.runtime
const letter: Mail = { to: 'lin@example.com', subject: 'Invitation', text: 'Welcome' }

interface Received {
  readonly to: readonly string[]
  readonly text: string
}
type Verdicts = Pick<SMTPServerOptions, 'onRcptTo'>

/** A real mail server on loopback, which is there when `listen` says so. */
async function mailServer(verdicts: Verdicts = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    ...verdicts,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, text: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  server.on('error', () => {})
  const listen = (port = 0) =>
    new Promise<number>(resolve => {
      server.listen(port, '127.0.0.1', () => resolve((server.server.address() as { port: number }).port))
    })
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  return { received, listen }
}

const freePort = () =>
  new Promise<number>(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

function serve(tenant: TestTenant, port: number) {
  const runtime = openRuntime(pool)
  const mailing = startMailing({
    runtime,
    tenants: onlyTenants(pool, [tenant.id]),
    log: keepLog(),
    server: openMailServer({ url: `smtp://127.0.0.1:${port}?from=tenon@example.com`, host: 'tenon.example.com' }),
    firstRetry: 20,
    sweepEvery: 600_000,
  })
  runtime.onCommit(mailing.wake)
  onTestFinished(() => mailing.stop())
  return runtime
}
const send = (runtime: typeof app.runtime, tenant: TestTenant, mail: Mail = letter) =>
  unitOfWork(runtime, tenant, tenant.as().session.actor, async work => queueMail(work, mail))

async function rows(tenant: TestTenant) {
  const text = 'select state, attempts, last_error, text_body from kernel.mail where tenant_id = $1 order by id'
  const [found = []] = await pool.flight(tenant.id, [{ text, values: [tenant.id] }])
  return found.map(([state, attempts, reason, body]) => ({ state, attempts: Number(attempts), reason, body }))
}

test('a mail goes out after its transaction, and one that is taken back never does', async () => {
  const tenant = await app.tenant()
  const { received, listen } = await mailServer()
  const runtime = serve(tenant, await listen())
  const failing = unitOfWork(runtime, tenant, tenant.as().session.actor, async work => {
    queueMail(work, { ...letter, to: 'nobody@example.com' })
    await work.read({ text: 'select 1', values: [] })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  const id = await send(runtime, tenant)
  await vi.waitFor(async () => expect(await rows(tenant)).toMatchObject([{ state: 'sent', attempts: 1, body: null }]))
  expect(received.map(({ to }) => to)).toEqual([['lin@example.com']])
  expect(received[0]?.text).toContain(`Message-ID: <${id}@tenon.example.com>`)
  expect(received[0]?.text).toContain('From: tenon@example.com')
})

test('a mail server that is down gets each mail once when it is up again', async () => {
  const tenant = await app.tenant()
  const { received, listen } = await mailServer()
  const port = await freePort()
  const runtime = serve(tenant, port)
  await send(runtime, tenant)
  await send(runtime, tenant, { ...letter, to: 'wang@example.com' })
  await vi.waitFor(async () => expect((await rows(tenant)).some(({ attempts }) => attempts > 1)).toBe(true))
  await listen(port)
  await vi.waitFor(async () => expect((await rows(tenant)).map(({ state }) => state)).toEqual(['sent', 'sent']), 5_000)
  expect(received.map(({ to }) => to[0]).sort()).toEqual(['lin@example.com', 'wang@example.com'])
})

test('a recipient refused for now is tried again, one refused for good is not, and neither holds up the others', async () => {
  const tenant = await app.tenant()
  let greeted = 0
  const { received, listen } = await mailServer({
    onRcptTo({ address }, _session, done) {
      const code = address.startsWith('unknown') ? 550 : address.startsWith('grey') && greeted++ === 0 ? 451 : 0
      done(code ? Object.assign(new Error(`not ${address}`), { responseCode: code }) : null)
    },
  })
  const runtime = serve(tenant, await listen())
  for (const to of ['unknown@example.com', 'grey@example.com', 'lin@example.com'])
    await send(runtime, tenant, { ...letter, to })
  await vi.waitFor(
    async () => expect((await rows(tenant)).map(({ state }) => state)).toEqual(['dead', 'sent', 'sent']),
    5_000,
  )
  expect((await rows(tenant)).map(({ attempts }) => attempts)).toEqual([1, 2, 1])
  expect((await rows(tenant))[0]?.reason).toContain('not unknown@example.com')
  expect(received).toHaveLength(2)
})

test('nothing in a mail becomes another header or another recipient', async () => {
  const tenant = await app.tenant()
  const { received, listen } = await mailServer()
  const runtime = serve(tenant, await listen())
  for (const to of ['a@example.com\r\nBcc: b@example.com', 'a@example.com, b@example.com', 'A <a@example.com>'])
    await expect(send(runtime, tenant, { ...letter, to })).rejects.toThrow('one plain address')
  await send(runtime, tenant, { ...letter, subject: 'Hello\r\nBcc: b@example.com\r\n\r\nBody' })
  await vi.waitFor(() => expect(received).toHaveLength(1))
  expect(received[0]?.to).toEqual(['lin@example.com'])
  expect(received[0]?.text).toContain('Subject: Hello Bcc: b@example.com Body\r\n')
})
