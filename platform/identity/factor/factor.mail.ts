import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { queueMail } from '@tenon/kernel/mail/queue.ts'

export type Notice = 'added' | 'removed' | 'renewed' | 'recovered' | 'reset'

const happened: Readonly<Record<Notice, { readonly en: string; readonly zh: string }>> = {
  added: { en: 'A second factor was set up for your account.', zh: '您的账号新增了一个第二验证方式。' },
  removed: { en: 'A second factor was removed from your account.', zh: '您的账号移除了一个第二验证方式。' },
  renewed: { en: 'The recovery codes of your account were replaced.', zh: '您的账号更换了恢复码。' },
  recovered: { en: 'Somebody signed in to your account with a recovery code.', zh: '有人使用恢复码登录了您的账号。' },
  reset: {
    en: 'Every second factor of your account was taken away by whoever runs the server.',
    zh: '系统运维人员清除了您账号的全部第二验证方式。',
  },
}

/** Tells the owner what changed about how they prove themselves; it is not for somebody else to change unnoticed. */
export function tellOwner(
  work: Work,
  { name, email }: { readonly name: string; readonly email: string },
  notice: Notice,
): void {
  const { en, zh } = happened[notice]
  queueMail(work, {
    to: email,
    subject: 'How you sign in has changed / 登录验证方式变更',
    text: `Hello ${name},

${en}

If this was you, there is nothing to do. If not, change your password now and look at "Sign-in & security".

----

${name}，您好：

${zh}

如果是您本人操作，无需处理；否则请立即修改密码，并检查“登录与安全”。
`,
  })
}
