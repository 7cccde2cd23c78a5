import type { Language } from '@tenon/kernel/messages/language.ts'

/** One notice as a line of a mail. */
export interface Line {
  readonly text: string
  readonly url: string | null
}
export interface NoticeMail {
  readonly name: string
  readonly organisation: string
  readonly lines: readonly Line[]
  /** Where the reader chooses what is mailed. */
  readonly choices: string
}

const listed = (lines: readonly Line[]) =>
  lines.map(({ text, url }) => (url ? `- ${text}\n  ${url}` : `- ${text}`)).join('\n\n')
const isSingle = (lines: readonly Line[]) => lines.length === 1

const english = ({ name, organisation, lines, choices }: NoticeMail) => ({
  subject: `${isSingle(lines) ? lines[0]?.text : `${lines.length} notices`} · ${organisation}`,
  text: `Hello ${name},

${listed(lines)}

Choose what is mailed to you: ${choices}
`,
})
const chinese = ({ name, organisation, lines, choices }: NoticeMail) => ({
  subject: `${isSingle(lines) ? lines[0]?.text : `${lines.length} 条通知`} · ${organisation}`,
  text: `${name}，您好：

${listed(lines)}

如需选择邮件通知的内容，请访问：${choices}
`,
})

export const noticeMail = (language: Language, mail: NoticeMail) => (language === 'zh' ? chinese(mail) : english(mail))
