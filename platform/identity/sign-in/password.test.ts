import { Problem } from '@tenon/kernel/problem/problem.ts'
import { expect, test } from 'vitest'
import { hashPassword, isPassword, nobodysHash } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'

const codeOf = async (password: string, identifier = 'zhou.wen@example.com') => {
  try {
    await requireGoodPassword(password, { identifier }, 'password')
    return 'ok'
  } catch (error) {
    return (error as Problem).details.fields?.[0]?.code
  }
}

test('a password is used exactly as typed', async () => {
  const pairs = [
    ['café au lait brûlé', 'café au lait brûlé'.normalize('NFD')],
    [`${'a'.repeat(72)}b`, `${'a'.repeat(72)}c`],
    [`${'字'.repeat(199)}一`, `${'字'.repeat(199)}二`],
    ['🦜'.repeat(12), '🦜'.repeat(13)],
    [' leading and trailing ', 'leading and trailing'],
    ['Case Sensitive Words', 'case sensitive words'],
  ] as const
  for (const [password, other] of pairs) {
    const hash = await hashPassword(password)
    expect(await isPassword(hash, password)).toBe(true)
    expect(await isPassword(hash, other)).toBe(false)
  }
})

test('the same password is stored differently each time, and nobody’s hash fits none', async () => {
  expect(await hashPassword('thirteen grey herons')).not.toBe(await hashPassword('thirteen grey herons'))
  expect(await isPassword(nobodysHash, 'thirteen grey herons')).toBe(false)
})

test('length is counted in characters, and nothing is asked of their kinds', async () => {
  expect(await codeOf('eleven char')).toBe('TOO_SHORT')
  expect(await codeOf('twelve chars')).toBe('ok')
  expect(await codeOf('十一个字符的密码很短吧')).toBe('TOO_SHORT')
  expect(await codeOf('山高月小水落石出曾日月之几何')).toBe('ok')
  expect(await codeOf(`grey heron ${'🦜🐟'.repeat(94)}x`)).toBe('ok')
  expect(await codeOf(`grey heron ${'🦜🐟'.repeat(95)}`)).toBe('TOO_LONG')
  expect(await codeOf('half a pair \ud83e here')).toBe('INVALID_CHARACTER')
})

test('what everyone tries first is refused', async () => {
  const common = [
    '1qaz2wsx3edc',
    'Qwerty123456',
    'password2026!!',
    '!!!Iloveyou2!!!',
    'abcabcabcabc',
    '123456789012',
    'aaaaaaaaaaaaaa',
  ]
  for (const password of common) expect(await codeOf(password), password).toBe('COMMON_PASSWORD')
})

test('a password does not hold the name it is for', async () => {
  expect(await codeOf('my Zhou.Wen secret')).toBe('CONTAINS_IDENTIFIER')
  expect(await codeOf('a journey of li', 'li@example.com')).toBe('ok')
  await expect(requireGoodPassword('short', { identifier: 'a@b.c' }, 'password')).rejects.toBeInstanceOf(Problem)
})
