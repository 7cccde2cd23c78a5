import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = globSync(['console/*/**/*.{ts,tsx}', 'console/*.{ts,tsx}', 'kernel/fields/**/*.view.tsx'], {
  cwd: root,
}).filter(path => !/\.test\.|node_modules|\/dist\/|\/journeys\//.test(path))
// i18next picks one of these by number; Chinese has only `other`.
const plural = /_(zero|one|two|few|many|other)$/

function leaves(node: unknown, path = ''): [key: string, text: string][] {
  if (typeof node === 'string') return [[path, node]]
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
}
const filesOf = (language: string) =>
  globSync(`console/**/texts/${language}.json`, { cwd: root }).filter(path => !/node_modules|\/dist\//.test(path))
const textsOf = (language: string) => new Map(filesOf(language).flatMap(file => leaves(JSON.parse(read(file)))))
const keysOf = (texts: Map<string, string>) => new Set([...texts.keys()].map(key => key.replace(plural, '')))
const code = sources.map(path => [path, read(path)] as const)
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] as string)

/** `t('a.b')`, and of a field's view `text('value.yes')`, which the console keeps under `generic`. */
const fixedKeys = (path: string, text: string) => [
  ...found(text, /\b(?:t|i18next\.t)\(\s*'([^']+)'/g),
  ...(path.startsWith('kernel/') ? found(text, /\btext\((?:\w+ \? )?'([^']+)'/g).map(key => `generic.${key}`) : []),
]
const openKeys = (text: string) => found(text, /\b(?:t|exists|i18next\.t)\(\s*`([^`$]+)\$\{/g)
/** Both branches of a choice, a key in a table, one handed on: whatever is spelt out counts as used. */
const spelt = (path: string, text: string) =>
  found(text, /['"`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"`]/g).map(key =>
    path.startsWith('kernel/') ? `generic.${key}` : key,
  )

test('English and Chinese hold the same keys, and each file stands in both', () => {
  const [en, zh] = [keysOf(textsOf('en')), keysOf(textsOf('zh'))]
  expect([...en].filter(key => !zh.has(key))).toEqual([])
  expect([...zh].filter(key => !en.has(key))).toEqual([])
  expect(filesOf('zh').map(file => file.replace('/zh.json', ''))).toEqual(
    filesOf('en').map(file => file.replace('/en.json', '')),
  )
})

test('every key the console asks for exists', () => {
  const keys = keysOf(textsOf('en'))
  const all = [...keys]
  const missing = code.flatMap(([path, text]) => {
    const fixed = fixedKeys(path, text).filter(key => !keys.has(key))
    const open = openKeys(text).filter(prefix => !all.some(key => key.startsWith(prefix)))
    return [...fixed, ...open].map(key => `${path}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('no text is left over', () => {
  const used = new Set(code.flatMap(([path, text]) => spelt(path, text)))
  const open = code.flatMap(([, text]) => openKeys(text))
  const unused = [...keysOf(textsOf('en'))].filter(
    key => !used.has(key) && !open.some(prefix => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test('both languages fill in the same blanks', () => {
  const [en, zh] = [textsOf('en'), textsOf('zh')]
  const blanks = (text = '') => [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join(' ')
  const different = [...zh].filter(([key, text]) => en.has(key) && blanks(en.get(key)) !== blanks(text))
  expect(different).toEqual([])
})

test('Chinese is punctuated as Chinese, and neither language shouts or begs', () => {
  const wrong = (language: string, pattern: RegExp) =>
    [...textsOf(language)].filter(([, text]) => pattern.test(text)).map(([key, text]) => `${language} ${key}: ${text}`)
  // A comma, colon or question mark after a Chinese character is the wide one.
  expect(wrong('zh', /\p{Script=Han}[,;:?!]|！|^请(?!求)/u)).toEqual([])
  expect(wrong('en', /\w!|\bplease\b/i)).toEqual([])
})
