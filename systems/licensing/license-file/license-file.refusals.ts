import { refusal } from '@tenon/kernel/problem/problem.ts'

export const otherActivation = refusal('ACTIVATION_NOT_OF_LICENSE', 422, {
  en: 'This activation is released or belongs to another licence.',
  zh: '该激活已释放，或不属于此许可证。',
})
export const noOrganisation = refusal('ORGANISATION_NEEDED', 404, {
  en: 'Say whose keys are asked for: ?organisation= with the short name of an organisation that is here.',
  zh: '须在地址中用 ?organisation= 指明本系统中的组织简称。',
})
export const nothingSigned = refusal('NOTHING_SIGNED', 404, {
  en: 'This organisation has not signed anything yet.',
  zh: '该组织尚未签署任何文件。',
})
export const notStanding = refusal('LICENSE_NOT_STANDING', 409, {
  en: 'The licence has just been suspended or ended.',
  zh: '许可证刚刚被暂停或终止。',
})
