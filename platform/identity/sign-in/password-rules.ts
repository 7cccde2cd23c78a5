import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'

export const shortest = 12
export const longest = 200

let loading: Promise<ReadonlySet<string>> | undefined
/** Some 49,000 passwords seen in leaks; read when the first password is chosen, not at start. */
const commonPasswords = () =>
  (loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'] as Iterable<string>),
  ))

/** `Password2026!!` and `abcabcabcabc` are as guessable as what they are made of. */
async function isCommon(password: string): Promise<boolean> {
  const common = await commonPasswords()
  const plain = password.toLowerCase()
  const unit = /^(.{1,8}?)\1+.{0,3}$/u.exec(plain)?.[1]
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return unit !== undefined || common.has(plain) || common.has(core) || /^(0?123456789|9876543210?)+\d*$/.test(plain)
}

function containsIdentifier(password: string, identifier: string): boolean {
  const plain = password.toLowerCase()
  const name = identifier.toLowerCase().split('@')[0] ?? ''
  return name.length >= 4 && plain.includes(name)
}

const common = {
  en: 'This password is among those tried first by everyone. Choose another one.',
  zh: '这个密码太常见，容易被猜中，请换一个。',
}
const containing = { en: 'Must not contain your sign-in name.', zh: '不能包含登录名。' }

async function faultOf(password: string, identifier: string): Promise<Omit<FieldProblem, 'field'> | undefined> {
  const length = [...password].length
  if (!password.isWellFormed()) return { code: 'INVALID_CHARACTER' }
  if (length < shortest) return { code: 'TOO_SHORT', params: { minimum: shortest } }
  if (length > longest) return { code: 'TOO_LONG', params: { maximum: longest } }
  if (containsIdentifier(password, identifier)) return { code: 'CONTAINS_IDENTIFIER', message: containing }
  if (await isCommon(password)) return { code: 'COMMON_PASSWORD', message: common }
  return undefined
}

/** Length and what is easily guessed, nothing about kinds of characters. Throws INVALID at `field`. */
export async function requireGoodPassword(password: string, identifier: string, field: string): Promise<void> {
  const fault = await faultOf(password, identifier)
  if (fault) throw invalid({}, { fields: [{ field, ...fault }] })
}
