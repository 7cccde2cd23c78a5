import type { Phrase } from '@tenon/kernel/messages/language.ts'

/** What a check can come to, and how it is put into words. The order in which they are looked at is in `validity.rules.ts`. */
export const codes = {
  NOT_FOUND: { en: 'There is no licence with this key.', zh: '没有使用此密钥的许可证。' },
  TERMINATED: { en: 'The licence was terminated.', zh: '许可证已终止。' },
  SUPERSEDED: { en: 'Another licence has taken the place of this one.', zh: '此许可证已被另一许可证取代。' },
  SUSPENDED: { en: 'The licence is suspended.', zh: '许可证已暂停。' },
  EXPIRED: { en: 'The licence has expired.', zh: '许可证已过期。' },
  CHECKIN_OVERDUE: { en: 'The licence has not checked in for too long.', zh: '许可证签到已逾期。' },
  PRODUCT_SCOPE_MISMATCH: { en: 'The licence is for another product.', zh: '许可证不适用于此产品。' },
  VERSION_SCOPE_MISMATCH: {
    en: 'The licence does not cover this version of the product.',
    zh: '许可证不包含该产品版本。',
  },
  FINGERPRINT_SCOPE_MISMATCH: { en: 'The licence is not activated on this machine.', zh: '许可证未在此机器上激活。' },
  HEARTBEAT_DEAD: { en: 'This machine has not been heard of for too long.', zh: '此机器心跳已中断过久。' },
  ENTITLEMENTS_MISSING: {
    en: 'The licence does not include everything that was asked for.',
    zh: '许可证不包含所请求的全部权益。',
  },
  TOO_MANY_USERS: { en: 'More people use it than the licence allows.', zh: '用户数超出许可证允许的数量。' },
  TOO_MANY_MACHINES: {
    en: 'It is active on more machines than the licence allows.',
    zh: '机器数超出许可证允许的数量。',
  },
  TOO_MANY_WORKSPACES: {
    en: 'It is used in more workspaces than the licence allows.',
    zh: '工作区数超出许可证允许的数量。',
  },
  NOT_STARTED: { en: 'The licence is not valid yet.', zh: '许可证尚未生效。' },
  OVERUSED: { en: 'The licence is valid; it is used beyond what it allows.', zh: '许可证有效，但使用量已超出授权。' },
  IN_GRACE: { en: 'The licence has ended and works on for some days of grace.', zh: '许可证已到期，处于宽限期内。' },
  EXPIRING: { en: 'The licence is valid and ends soon.', zh: '许可证有效，即将到期。' },
  INACTIVE: { en: 'The licence is valid; nothing was heard of it for long.', zh: '许可证有效，但已长时间无使用记录。' },
  VALID: { en: 'The licence is valid.', zh: '许可证有效。' },
} as const satisfies Readonly<Record<string, Phrase>>

export type Code = keyof typeof codes
