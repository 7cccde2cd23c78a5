import { serveMail } from '@tenon/kernel/mail/queue.ts'
import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
serveMail(app.runtime)

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const mails = async () => {
    const text = 'select recipient, subject, text_body from kernel.mail where tenant_id = $1 order by id'
    const [rows = []] = await app.runtime.pool.flight(tenant.id, [{ text, values: [tenant.id] }])
    return rows.map(([to, subject, body]) => ({ to, subject, body }))
  }
  return { tenant, admin, mails }
}
const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: 'http://evil.example' }

test('a member is mailed the link they are invited by, in their language, from the configured address alone', async () => {
  const { tenant, admin, mails } = await office()
  const email = `Lin@${tenant.slug}.example`
  const { id } = (await admin.post('/members', { name: 'Lin', email, language: 'zh' })).body
  const { mailed, url } = (await admin.post(`/members/${id}/invite`, undefined, evil)).body
  expect([mailed, new URL(url).host]).toEqual([true, 'localhost'])
  expect(await mails()).toMatchObject([{ to: email.toLowerCase(), subject: `Somebody邀请您加入${tenant.name}` }])
  expect((await mails())[0]?.body).toContain(`\n${url}\n`)
  expect((await admin.post(`/members/${crypto.randomUUID()}/invite`)).status).toBe(404)
  expect(await mails()).toHaveLength(1)
})

test('an invitation for one address is mailed, and again with a new link; its inviter hears who waits', async () => {
  const { tenant, admin, mails } = await office()
  const email = `guest@${tenant.slug}.example`
  const { id } = (await admin.post('/invitations', { name: 'Guest', email, needsApproval: true })).body
  const first = (await admin.post(`/invitations/${id}/link`, undefined, evil)).body
  await app.app.runtime.pool.flight(tenant.id, [
    {
      text: `update identity.invitation set expires_at = now() - interval '1 hour' where tenant_id = $1`,
      values: [tenant.id],
    },
  ])
  const again = (await admin.post(`/invitations/${id}/resend`)).body
  expect([first.mailed, again.mailed, Date.parse(again.expiresAt) > Date.now()]).toEqual([true, true, true])
  expect((await mails()).map(({ to, body }) => [to, body?.match(/http\S+/)?.[0]])).toEqual([
    [email, first.url],
    [email, again.url],
  ])
  const join = (token: string) =>
    app.as({}).post('/auth/join', { token, name: 'Guest', email, password: 'thirteen grey herons' })
  expect([(await join(first.code)).status, (await join(again.code)).status]).toEqual([410, 200])
  expect((await mails()).at(-1)).toMatchObject({ to: admin.email, subject: `Guest wishes to join ${tenant.name}` })
})
