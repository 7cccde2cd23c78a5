import type { Language } from '@tenon/kernel/messages/language.ts'

export interface InvitationWords {
  readonly name?: string | null
  readonly organisation: string
  readonly inviter: string
  readonly url: string
  /** The last day on which it opens, as the reader's calendar has it. */
  readonly until: string
}

const english = ({ name, organisation, inviter, url, until }: InvitationWords) => ({
  subject: `${inviter} invites you to ${organisation}`,
  text: `${name ? `Hello ${name},` : 'Hello,'}

${inviter} invites you to work in ${organisation}. This link is for you alone and works until ${until}:

${url}

If you expected no invitation, ignore this mail: nothing happens without the link.
`,
})
const chinese = ({ name, organisation, inviter, url, until }: InvitationWords) => ({
  subject: `${inviter}邀请您加入${organisation}`,
  text: `${name ? `${name}，您好：` : '您好：'}

${inviter}邀请您加入${organisation}。请通过以下链接加入，链接仅供您本人使用，有效期至 ${until}：

${url}

如果您并未预期收到邀请，请忽略本邮件；不打开链接则不会有任何变化。
`,
})

export const invitationWords = (language: Language, words: InvitationWords) =>
  language === 'zh' ? chinese(words) : english(words)
