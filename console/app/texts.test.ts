import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const sources = globSync('{app,ui,shell,pages,generic}/**/*.{ts,tsx}', { cwd: root }).filter(
  path => !path.includes('.test.'),
)
// i18next picks one of these by number; Chinese has only `other`.
const plural = /_(zero|one|two|few|many|other)$/

function leaves(node: unknown, path = ''): [key: string, text: string][] {
  if (typeof node === 'string') return [[path, node]]
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
}
function textsOf(language: string, room = '*'): Map<string, string> {
  const files = globSync(
    room === '*' ? `{*,pages/*,generic/*}/texts/${language}.json` : `${room}/texts/${language}.json`,
    {
      cwd: root,
    },
  )
  return new Map(files.flatMap(file => leaves(JSON.parse(readFileSync(join(root, file), 'utf8')))))
}
const keysOf = (texts: Map<string, string>) => new Set([...texts.keys()].map(key => key.replace(plural, '')))
const code = sources.map(path => [path, readFileSync(join(root, path), 'utf8')] as const)
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] as string)
const fixedKeys = (text: string) => found(text, /\bt\(\s*'([^']+)'/g)
const openKeys = (text: string) => found(text, /\bt\(\s*`([^`$]+)\$\{/g)

test('English and Chinese hold the same keys', () => {
  const [en, zh] = [keysOf(textsOf('en')), keysOf(textsOf('zh'))]
  expect([...en].filter(key => !zh.has(key))).toEqual([])
  expect([...zh].filter(key => !en.has(key))).toEqual([])
})

test('every key the console asks for exists', () => {
  const keys = [...keysOf(textsOf('en'))]
  const missing = code.flatMap(([path, text]) => {
    const fixed = fixedKeys(text).filter(key => !keys.includes(key))
    const open = openKeys(text).filter(prefix => !keys.some(key => key.startsWith(prefix)))
    return [...fixed, ...open].map(key => `${path}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('no text of the frame is left over', () => {
  const whole = code.map(([, text]) => text).join('\n')
  const open = openKeys(whole)
  const unused = [...keysOf(textsOf('en', 'app'))].filter(
    key => !whole.includes(`'${key}'`) && !open.some(prefix => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test('both languages fill in the same blanks', () => {
  const [en, zh] = [textsOf('en'), textsOf('zh')]
  const blanks = (text = '') => [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join(' ')
  const different = [...zh].filter(([key, text]) => en.has(key) && blanks(en.get(key)) !== blanks(text))
  expect(different).toEqual([])
})
