import type { Language } from '@tenon/kernel/messages/language.ts'
import type { EditorNode } from './model.ts'

/** What an entry is called in a language, as people see it. */
export function nameOf({ item, given }: EditorNode, language: Language): string {
  const [first, second] = language === 'zh' ? [item?.labelZh, item?.label] : [item?.label, item?.labelZh]
  return first || (language === 'zh' ? given.zh : given.en) || second || ''
}
export const iconOf = ({ item, given }: EditorNode) => item?.icon || given.icon
