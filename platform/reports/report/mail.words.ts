import type { Language } from '@tenon/kernel/messages/language.ts'

export interface ReportMail {
  readonly name: string
  readonly report: string
  readonly organisation: string
  readonly url: string
}

const said = {
  en: {
    subject: ({ report, organisation }: ReportMail) => `${report} · ${organisation}`,
    attached: ({ name, report, url }: ReportMail) => `Hello ${name},

the report "${report}" is attached. It shows what you may see.

Open it: ${url}
`,
    tooLarge: ({ name, report, url }: ReportMail) => `Hello ${name},

the report "${report}" has become too large for a mail. Open it and export it there: ${url}
`,
    closed: ({ name, report, url }: ReportMail) => `Hello ${name},

the report "${report}" is sent to you, but you may not see or export what it is about any more. Its owner can take you off the list: ${url}
`,
  },
  zh: {
    subject: ({ report, organisation }: ReportMail) => `${report} · ${organisation}`,
    attached: ({ name, report, url }: ReportMail) => `${name}，您好：

报表“${report}”见附件，其中仅包含您有权查看的内容。

打开报表：${url}
`,
    tooLarge: ({ name, report, url }: ReportMail) => `${name}，您好：

报表“${report}”过大，无法作为邮件附件发送。请打开后导出：${url}
`,
    closed: ({ name, report, url }: ReportMail) => `${name}，您好：

报表“${report}”会定期发送给您，但您已无权查看或导出其中的数据。报表所有者可以将您移出收件人：${url}
`,
  },
} as const

export function reportMail(language: Language, kind: 'attached' | 'tooLarge' | 'closed', mail: ReportMail) {
  return { subject: said[language].subject(mail), text: said[language][kind](mail) }
}
