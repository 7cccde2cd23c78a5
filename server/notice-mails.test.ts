import { memberActors, operator } from '@tenon/identity/server'
import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { startMailing } from '@tenon/kernel/mail/mailing.ts'
import { openMailServer } from '@tenon/kernel/mail/server.ts'
import { keepLog, onlyTenants } from '@tenon/kernel/testing/background.ts'
import { type Notice, notify } from '@tenon/messages'
import { startNoticeMailing } from '@tenon/messages/server'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

const { app, person, tenant } = await wholeServer()
const baseUrl = 'https://tenon.example.com'

interface Mail {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

const fromQuoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
const fromWords = (text: string) =>
  text
    .replace(/\r\n\s+/g, ' ')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, coding: string, word: string) =>
      coding.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : fromQuoted(word.replace(/_/g, ' ')),
    )

function read(raw: string, to: readonly string[]): Mail {
  const end = raw.indexOf('\r\n\r\n')
  const [headers, body] = [raw.slice(0, end), raw.slice(end + 4)]
  const coding = /Content-Transfer-Encoding: (\S+)/i.exec(headers)?.[1] ?? '7bit'
  const text = coding === 'base64' ? Buffer.from(body, 'base64').toString() : fromQuoted(body)
  return { to, subject: fromWords(/^Subject: ((?:.|\r\n )*)$/m.exec(headers)?.[1] ?? ''), text }
}

/** A real mail server on loopback that keeps what it is handed. */
async function mailServer() {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        mails.push(
          read(
            Buffer.concat(parts).toString('latin1'),
            envelope.rcptTo.map(({ address }) => address),
          ),
        )
        done()
      })
    },
  })
  server.on('error', () => {})
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as { port: number }).port))
  })
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  return { mails, url: `smtp://127.0.0.1:${port}?from=tenon@example.com` }
}

async function sending(own: Tenant) {
  const { mails, url } = await mailServer()
  const runtime = openRuntime(app.runtime.pool)
  const tenants = onlyTenants(runtime.pool, [own.id])
  const server = openMailServer({ url, host: 'tenon.example.com' })
  const log = keepLog()
  const mailing = startMailing({ runtime, tenants, log, server, sweepEvery: 600_000 })
  const begin = () => {
    const notices = startNoticeMailing({
      runtime,
      catalog: app.catalog,
      tenants,
      log,
      baseUrl,
      actorOf: memberActors(runtime.pool),
      delay: 30,
      sweepEvery: 600_000,
    })
    runtime.onCommit(notices.wake)
    return notices
  }
  const notices = begin()
  runtime.onCommit(mailing.wake)
  onTestFinished(() => Promise.all([notices.stop(), mailing.stop()]).then(() => {}))
  const tell = (...told: Notice[]) =>
    unitOfWork(runtime, own, operator, async work => {
      for (const one of told) notify(work, one)
    })
  return { mails, tell, begin, log }
}

async function organisation() {
  const own = await tenant()
  const boss = await person(own, [{ role: 'administrator' }])
  const customer = (await boss.send('POST', '/companies', { name: 'Acme' })).body
  const dates = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
  const licence = (await boss.send('POST', '/licenses', { customer: customer.id, authorizedUsers: 5, ...dates })).body
  const ends = (who: SignedIn): Notice => ({
    to: [who.memberId],
    kind: 'licenseExpiring',
    params: { case: 'expiring', license: licence.code, days: 30, day: '2026-12-31' },
    link: { collection: 'licenses', id: licence.id },
  })
  return { own, boss, licence, ends }
}
const soon = { timeout: 5_000 }

test('a notice of a kind that is mailed goes out once, in the language of its reader, with a link that leads to the record', async () => {
  const { own, boss, licence, ends } = await organisation()
  const reader = await person(own, [{ role: 'salesRep' }])
  await reader.send('PATCH', '/user/preferences', { language: 'zh' })
  const { mails, tell, begin } = await sending(own)
  const second = begin()
  onTestFinished(() => second.stop())
  await tell(ends(boss), ends(reader))
  await vi.waitFor(() => expect(mails).toHaveLength(2), soon)
  const [english, chinese] = mails.toSorted((one, other) => (one.text.includes('Hello') ? -1 : other.text.length))
  expect(english?.subject).toBe(`Licence ${licence.code} ends on 2026-12-31, within 30 days. · ${own.name}`)
  expect(english?.text).toContain(`\n  ${baseUrl}/licenses/${licence.id}\n`.replaceAll('\n', '\r\n'))
  expect(english?.text).toContain(`${baseUrl}/account/preferences`)
  expect(chinese?.subject).toContain(`许可证 ${licence.code} 将于 2026-12-31 到期`)
  expect(chinese?.text).toContain('您好')
  const [[row = []] = []] = await app.runtime.pool.flight(own.id, [
    { text: 'select count(*) from kernel.mail where tenant_id = $1', values: [own.id] },
  ])
  expect(row).toEqual(['2'])
})

test('each person chooses by kind: not by mail, by mail alone, or one that is not mailed unless wished', async () => {
  const { own, boss, ends } = await organisation()
  const [quiet, mailOnly] = [
    await person(own, [{ role: 'administrator' }]),
    await person(own, [{ role: 'administrator' }]),
  ]
  await quiet.send('PATCH', '/user/preferences', { mails: { licenseExpiring: false } })
  await mailOnly.send('PATCH', '/user/preferences', {
    notifications: { licenseExpiring: false },
    mails: { licenseExpiring: true, roleGranted: true },
  })
  const { mails, tell } = await sending(own)
  const granted = { kind: 'roleGranted', params: { role: 'Editor' }, to: [boss.memberId, mailOnly.memberId] }
  await tell(granted, ends(quiet), ends(mailOnly))
  await vi.waitFor(() => expect(mails).toHaveLength(1), soon)
  expect(mails[0]?.subject).toBe(`2 notices · ${own.name}`)
  const inbox = async ({ send }: SignedIn) => (await send('GET', '/notifications')).body
  expect((await inbox(mailOnly)).data.map(({ kind }: { kind: string }) => kind)).toEqual(['roleGranted'])
  expect((await inbox(quiet)).data.map(({ kind }: { kind: string }) => kind)).toEqual(['licenseExpiring'])
  const { data } = (await boss.send('GET', '/notifications/kinds')).body
  expect(data).toContainEqual(expect.objectContaining({ kind: 'licenseExpiring', mailed: true }))
  expect(data).toContainEqual(expect.objectContaining({ kind: 'roleGranted', mailed: false }))
})

test('a mail names a record only to who may see it, and what was read meanwhile is not mailed', async () => {
  const { own, boss, licence, ends } = await organisation()
  await boss.send('POST', '/roles', {
    key: 'nobody',
    name: 'Nobody',
    grants: [{ permission: 'directory.contact.read' }],
  })
  const stranger = await person(own, [{ role: 'nobody' }])
  await unitOfWork(app.runtime, own, operator, async work => notify(work, ends(boss)))
  await boss.send('POST', '/notifications/read', { all: true })
  const { mails, tell } = await sending(own)
  await tell(ends(stranger))
  await vi.waitFor(() => expect(mails).toHaveLength(1), soon)
  expect(mails[0]?.text).not.toContain(licence.code)
  expect(mails[0]?.text).not.toContain(licence.id)
})
