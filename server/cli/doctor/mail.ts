import { mailStanding } from '@tenon/kernel/mail/standing.ts'
import { type Patient, type Report, report } from './report.ts'
import type { Checked } from './tenants.ts'

const check = { en: 'mail', zh: '邮件' }

/** Without a mail server mails only wait: no fault while none does, as an installation may do without. */
export async function* mailReport({ pool, settings }: Patient, tenants: readonly Checked[]): AsyncGenerator<Report> {
  let waiting = 0
  let dead = 0
  for (const { id, slug } of tenants) {
    const [rows] = await pool.flight(id, [mailStanding(id)])
    const [waits, died, reason] = rows?.[0] ?? []
    waiting += Number(waits)
    dead += Number(died)
    if (Number(died) > 0)
      yield report(
        false,
        check,
        `${died} mails of ${slug} were given up this week (${reason})`,
        `${slug} 本周有 ${died} 封邮件发送失败（${reason}）`,
      )
  }
  if (!settings?.smtpUrl)
    yield report(
      waiting === 0,
      check,
      `SMTP_URL is not set: nothing is sent, ${waiting} mails wait`,
      `未设置 SMTP_URL：不会发送邮件，${waiting} 封等待中`,
    )
  else if (dead === 0) yield report(true, check, `${waiting} mails wait`, `${waiting} 封邮件等待发送`)
}
