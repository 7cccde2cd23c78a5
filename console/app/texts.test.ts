import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const sources = globSync('{app,ui,shell,pages,generic}/**/*.{ts,tsx}', { cwd: root }).filter(
  path => !path.includes('.test.'),
)
// i18next picks one of these by number; Chinese has only `other`.
const plural = /_(zero|one|two|few|many|other)$/

function leaves(node: unknown, path = ''): string[] {
  if (typeof node === 'string') return [path]
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
}
function keysOf(language: string): Set<string> {
  const files = globSync(`*/texts/${language}.json`, { cwd: root })
  const all = files.flatMap(file => leaves(JSON.parse(readFileSync(join(root, file), 'utf8'))))
  return new Set(all.map(key => key.replace(plural, '')))
}
function usesOf(path: string): { fixed: string[]; prefixes: string[] } {
  const text = readFileSync(join(root, path), 'utf8')
  const fixed = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(match => match[1] as string)
  const prefixes = [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(match => match[1] as string)
  return { fixed, prefixes }
}

test('English and Chinese hold the same keys', () => {
  const [en, zh] = [keysOf('en'), keysOf('zh')]
  expect([...en].filter(key => !zh.has(key))).toEqual([])
  expect([...zh].filter(key => !en.has(key))).toEqual([])
})

test('every key the console asks for exists', () => {
  const keys = keysOf('en')
  const missing = sources.flatMap(path => {
    const { fixed, prefixes } = usesOf(path)
    const unknown = fixed.filter(key => !keys.has(key))
    const bare = prefixes.filter(prefix => ![...keys].some(key => key.startsWith(prefix)))
    return [...unknown, ...bare].map(key => `${path}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('the same words in both languages keep the same blanks', () => {
  const blanks = (language: string) => {
    const found = new Map<string, string>()
    for (const file of globSync(`*/texts/${language}.json`, { cwd: root }))
      collect(JSON.parse(readFileSync(join(root, file), 'utf8')), found)
    return found
  }
  const zh = blanks('zh')
  const en = blanks('en')
  const different = [...zh].filter(([key, names]) => en.has(key) && en.get(key) !== names).map(([key]) => key)
  expect(different).toEqual([])
})

function collect(node: unknown, found: Map<string, string>, path = '') {
  if (typeof node === 'string') {
    found.set(path, [...new Set(node.match(/\{\{\w+\}\}/g))].sort().join(' '))
    return
  }
  for (const [key, value] of Object.entries(node as object)) collect(value, found, path ? `${path}.${key}` : key)
}
