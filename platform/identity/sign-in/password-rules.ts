import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { type PasswordPolicy, usualPolicy } from '../security/policy.rules.ts'

export const shortest = usualPolicy.password.minLength
export const longest = 200

interface Leaked {
  readonly all: ReadonlySet<string>
  /** Those that every list of guesses begins with. */
  readonly first: ReadonlySet<string>
}
let loading: Promise<Leaked> | undefined
/** Some 49,000 passwords seen in leaks, the commonest first; read when the first password is chosen, not at start. */
const leaked = () =>
  (loading ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
    const ranked = [...(dictionary['passwords-common'] as Iterable<string>)]
    return { all: new Set(ranked), first: new Set(ranked.slice(0, 10_000)) }
  }))

/** `Password2026!!` and `abcabcabcabc` are as guessable as what they are made of. */
const coreOf = (plain: string) => plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
const isPattern = (plain: string) =>
  /^(.{1,8}?)\1+.{0,3}$/u.test(plain) || /^(0?123456789|9876543210?)+\d*$/.test(plain)

const isCommon = (plain: string, { first }: Leaked) => isPattern(plain) || first.has(plain) || first.has(coreOf(plain))
const isBreached = (plain: string, { all }: Leaked) => all.has(plain) || all.has(coreOf(plain))

export interface PasswordOwner {
  readonly identifier: string
  readonly name?: string | undefined
}
/** Short parts would forbid what has nothing to do with the person; two Chinese characters are a whole name. */
const isTelling = (part: string) => [...part].length >= (/\p{Script=Han}/u.test(part) ? 2 : 4)

function containsOwner(plain: string, { identifier, name = '' }: PasswordOwner): boolean {
  const local = identifier.toLowerCase().split('@')[0] ?? ''
  const words = name.toLowerCase().split(/[\s.,-]+/)
  return [local, words.join(''), ...words].some(part => isTelling(part) && plain.includes(part))
}

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]
const kindsIn = (password: string) => kinds.filter(kind => kind.test(password)).length

const common = {
  en: 'This password is among those tried first by everyone. Choose another one.',
  zh: '这个密码太常见，容易被猜中，请换一个。',
}
const breached = {
  en: 'This password is known from data leaks. Choose another one.',
  zh: '该密码曾出现在泄露的数据中，请换一个。',
}
const containing = { en: 'Must not contain your name or your sign-in name.', zh: '不能包含姓名或登录名。' }
const tooFewKinds = {
  en: 'Use at least {minimum} of: capital letters, small letters, digits, other characters.',
  zh: '至少包含以下 {minimum} 类字符：大写字母、小写字母、数字、其他字符。',
}
type Fault = Omit<FieldProblem, 'field'>

function shapeFault(password: string, { minLength, classes }: PasswordPolicy): Fault | undefined {
  const length = [...password].length
  if (!password.isWellFormed()) return { code: 'INVALID_CHARACTER' }
  if (length < minLength) return { code: 'TOO_SHORT', params: { minimum: minLength } }
  if (length > longest) return { code: 'TOO_LONG', params: { maximum: longest } }
  if (kindsIn(password) < classes) return { code: 'TOO_FEW_KINDS', params: { minimum: classes }, message: tooFewKinds }
  return undefined
}

async function faultOf(password: string, owner: PasswordOwner, policy: PasswordPolicy): Promise<Fault | undefined> {
  const plain = password.toLowerCase()
  const fault = shapeFault(password, policy)
  if (fault) return fault
  if (containsOwner(plain, owner)) return { code: 'CONTAINS_IDENTIFIER', message: containing }
  if (policy.refuseCommon && isCommon(plain, await leaked())) return { code: 'COMMON_PASSWORD', message: common }
  if (policy.refuseBreached && isBreached(plain, await leaked()))
    return { code: 'BREACHED_PASSWORD', message: breached }
  return undefined
}

/**
 * What can be said of a password without asking the database; `requireNewPassword` also asks what the account's
 * organisations want. Throws INVALID at `field`.
 */
export async function requireGoodPassword(
  password: string,
  owner: PasswordOwner,
  field: string,
  policy: PasswordPolicy = usualPolicy.password,
): Promise<void> {
  const fault = await faultOf(password, owner, policy)
  if (fault) throw invalid({}, { fields: [{ field, ...fault }] })
}
