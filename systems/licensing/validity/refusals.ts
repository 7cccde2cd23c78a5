import { refusal } from '@tenon/kernel/problem/problem.ts'

/** What the questions of programs are refused with, where an answer alone would not do. */

export const noSuchLicense = refusal('LICENSE_NOT_FOUND', 404, {
  en: 'There is no licence with this key.',
  zh: '没有使用此密钥的许可证。',
})
export const notValid = refusal('LICENSE_NOT_VALID', 422, {
  en: 'Not possible with this licence: {detail}',
  zh: '此许可证无法执行该操作：{detail}',
})
export const tooManyMachines = refusal('TOO_MANY_MACHINES', 409, {
  en: 'The licence is active on all {allowed} machines it allows. Release one of them first.',
  zh: '许可证已在允许的 {allowed} 台机器上激活，请先释放其中一台。',
})
export const fingerprintTaken = refusal('FINGERPRINT_TAKEN', 409, {
  en: 'This machine already holds another licence.',
  zh: '此机器已占用另一个许可证。',
})
export const notActivated = refusal('NOT_ACTIVATED', 404, {
  en: 'The licence is not activated on this machine.',
  zh: '许可证未在此机器上激活。',
})
export const tooManyUses = refusal('TOO_MANY_USES', 409, {
  en: 'The licence allows {allowed} uses; {used} are on record.',
  zh: '许可证允许使用 {allowed} 次，已使用 {used} 次。',
})
export const notIssuedYet = refusal('KEY_BEFORE_ISSUE', 409, {
  en: 'Only a licence in force has a key.',
  zh: '只有已生效的许可证才能生成密钥。',
})
export const keyNotInForce = refusal('KEY_REVOKED', 409, {
  en: 'This key was revoked. Make another one.',
  zh: '此密钥已撤销，请另行新建。',
})
