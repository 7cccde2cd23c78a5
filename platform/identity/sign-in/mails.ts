interface Words {
  readonly subject: string
  readonly text: string
}
/** In both languages: whoever signs in from elsewhere, or forgot a password, has told no language. */
const both = (en: Words, zh: Words): Words => ({
  subject: `${en.subject} / ${zh.subject}`,
  text: `${en.text}\n\n----\n\n${zh.text}\n`,
})

const timeIn = (locale: string, timeZone: string, at: Date) =>
  new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(at)

interface Place {
  readonly name: string
  readonly device: string
  readonly address: string
  readonly at: Date
  readonly timeZone: string
}
export function newPlaceWords({ name, device, address, at, timeZone }: Place): Words {
  return both(
    {
      subject: 'New sign-in to your account',
      text: `Hello ${name},

your account was used to sign in from a place we have not seen before:

${device || 'An unknown device'}, network address ${address}, ${timeIn('en-GB', timeZone, at)} (${timeZone})

If this was you, there is nothing to do. If not, change your password now and end the session under "Sign-in & security".`,
    },
    {
      subject: '账号在新的地点登录',
      text: `${name}，您好：

您的账号刚刚在一个此前未使用过的地点登录：

${device || '未知设备'}，网络地址 ${address}，${timeIn('zh-CN', timeZone, at)}（${timeZone}）

如果是您本人操作，无需处理；否则请立即修改密码，并在“登录与安全”中结束该会话。`,
    },
  )
}

export function forgottenWords({ name, url, minutes }: { name: string; url: string; minutes: number }): Words {
  return both(
    {
      subject: 'Choose a new password',
      text: `Hello ${name},

someone, probably you, asked for a new password. Choose one here within ${minutes} minutes:

${url}

The link works once. If you did not ask for it, there is nothing to do: your password stays as it is.`,
    },
    {
      subject: '重设密码',
      text: `${name}，您好：

我们收到了重设密码的请求。请在 ${minutes} 分钟内通过以下链接设置新密码：

${url}

该链接只能使用一次。如果不是您本人提出的请求，请忽略本邮件，原密码不会改变。`,
    },
  )
}

export function passwordChangedWords({ name, at, timeZone }: Pick<Place, 'name' | 'at' | 'timeZone'>): Words {
  return both(
    {
      subject: 'Your password was changed',
      text: `Hello ${name},

the password of your account was changed: ${timeIn('en-GB', timeZone, at)} (${timeZone}).

If this was not you, ask for a new password at the sign-in page now, and tell an administrator.`,
    },
    {
      subject: '密码已修改',
      text: `${name}，您好：

您账号的密码已修改：${timeIn('zh-CN', timeZone, at)}（${timeZone}）。

如果不是您本人操作，请立即在登录页重设密码，并告知管理员。`,
    },
  )
}
