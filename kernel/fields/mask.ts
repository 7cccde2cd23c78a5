import { maskEmail, maskPhone } from './contact/mask.ts'
import type { AnyField, PersonalKind } from './field.ts'
import { maskAccount, maskName, maskPaper, maskText } from './text/mask.ts'

const masks: Readonly<Record<PersonalKind, (value: string) => string>> = {
  text: maskText,
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  bank: maskAccount,
  id: maskPaper,
}

/**
 * How a value of the field is shown to who may see it only in part: as what is declared of it or its kind masks it,
 * otherwise not at all.
 */
export function maskOf({ kind, traits }: AnyField): (value: unknown) => string | null {
  const { personal } = traits
  if (personal && kind.name !== 'email' && kind.name !== 'phone') return value => masks[personal](String(value))
  return value => kind.mask?.(value) ?? null
}

/**
 * Whether a text has the shape of a mask (`张*`, `****t-42`): from somebody who is shown no more, it would take the place
 * of the value it stands for. Addresses and telephone numbers of that shape are refused by their own kinds.
 */
export const looksMasked = (value: unknown): boolean =>
  typeof value === 'string' && (/^\*{4}/.test(value.trim()) || /^.?\*$/u.test(value.trim()))
