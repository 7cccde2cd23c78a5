import type { Grant, RowRule } from '@tenon/kernel/access/grant.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import type { Assignment } from '../standing/standing.ts'

type Words = Readonly<Record<Language, string>>
const scopes: Readonly<Record<string, Words>> = {
  tenant: { en: 'everything in the organisation', zh: '本组织的全部记录' },
  own: { en: 'their own', zh: '本人的记录' },
  given: { en: 'those they gave others to do', zh: '本人交办的记录' },
  site: { en: 'those of the site', zh: '当前站点的记录' },
  siteTree: { en: 'those of the site and the sites below it', zh: '当前站点及下级站点的记录' },
  sites: { en: 'those of chosen sites', zh: '指定站点的记录' },
  department: { en: 'those of their departments', zh: '所在部门的记录' },
  departmentTree: { en: 'those of their departments and below', zh: '所在部门及下级部门的记录' },
  departments: { en: 'those of chosen departments and below', zh: '指定部门及其下级的记录' },
  filter: { en: 'those that meet a filter', zh: '符合筛选条件的记录' },
}

export const scopeNames: readonly string[] = Object.keys(scopes)
export const scopeWord = (scope: string, language: Language) => scopes[scope]?.[language] ?? scope

const conditions = (rule: RowRule) =>
  (rule.filter ?? []).map(({ field, operator, text }) => `${field} ${operator} ${text}`)
const ruleText = (rule: RowRule, language: Language) =>
  [scopeWord(rule.scope, language), ...conditions(rule)].join(': ')

/** Which rows a grant reaches, in words. */
export const scopeText = ({ rows }: Grant, language: Language) =>
  rows.length
    ? rows.map(rule => ruleText(rule, language)).join(language === 'zh' ? '，且' : ' and ')
    : scopeWord('tenant', language)

const vias: Readonly<Record<Assignment['via']['kind'], Words>> = {
  direct: { en: 'given to the person', zh: '直接授予' },
  department: { en: 'with the department {name}', zh: '随部门“{name}”' },
  position: { en: 'with the position {name}', zh: '随岗位“{name}”' },
  emergency: { en: 'opened in an emergency: {name}', zh: '紧急启用：{name}' },
  membership: { en: 'by being a member', zh: '作为成员即拥有' },
}

/** How a role came to be held, in words. */
export function viaText({ via, endsAt }: Assignment, language: Language): string {
  const text = vias[via.kind][language].replace('{name}', via.name ?? '')
  if (endsAt === null) return text
  return language === 'zh' ? `${text}，至 ${endsAt}` : `${text}, until ${endsAt}`
}

const verdicts = {
  granted: { en: '{name} may: {source}.', zh: '{name}可以：{source}。' },
  noGrant: { en: 'No role that {name} holds here gives this right.', zh: '{name}在此担任的角色都不包含该权限。' },
  outOfScope: {
    en: '{name} has this right, but not for this record: it lies outside {scopes}.',
    zh: '{name}有该权限，但不包括这条记录：它不属于{scopes}。',
  },
  notSeen: {
    en: '{name} has this right, but may not see this record.',
    zh: '{name}有该权限，但看不到这条记录。',
  },
  muted: { en: 'A role of {name} takes this right away: {source}.', zh: '{name}的某个角色收回了该权限：{source}。' },
  fieldHidden: {
    en: 'No grant that reaches this record shows this field.',
    zh: '能看到这条记录的权限都不包含该字段。',
  },
  fieldMasked: { en: 'This field is shown in part only.', zh: '该字段仅脱敏显示。' },
  wrongState: {
    en: '{name} has this right, but the record is in the state "{state}".',
    zh: '{name}有该权限，但记录处于“{state}”状态。',
  },
  suspended: { en: '{name} is not active and cannot sign in.', zh: '{name}未处于在职状态，不能登录。' },
} satisfies Record<string, Words>
export type Because = keyof typeof verdicts

export const verdictText = (because: Because, language: Language, names: Readonly<Record<string, string>>) =>
  Object.entries(names).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), verdicts[because][language])
