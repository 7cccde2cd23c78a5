import type { Language } from '@tenon/kernel/messages/language.ts'

interface Waiting {
  readonly name: string
  readonly email: string
  readonly organisation: string
}
export const approvalWords = (language: Language, { name, email, organisation }: Waiting) =>
  language === 'zh'
    ? {
        subject: `${name} 申请加入${organisation}`,
        text: `${name}（${email}）已使用您的邀请申请加入${organisation}。请在“成员”的草稿中查看并批准。\n`,
      }
    : {
        subject: `${name} wishes to join ${organisation}`,
        text: `${name} (${email}) used your invitation to ${organisation}. Approve or archive them among the drafts under Members.\n`,
      }
