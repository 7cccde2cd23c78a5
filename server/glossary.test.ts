import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'

const page = readFileSync(new URL('../docs/glossary.md', import.meta.url), 'utf8')
const rows = page.split('\n').filter(line => line.startsWith('| '))

test('every kind of record has its noun in the glossary, the same in both languages as on screen', () => {
  interface Words {
    readonly one: string
    readonly many: string
  }
  const wordsOf = (messages: object, noun: string) =>
    (messages as { entities?: Record<string, Words | undefined> }).entities?.[noun]
  const missing = systems.flatMap(({ entities, messages }) =>
    entities.flatMap(({ noun, name }) => {
      const [en, zh] = [wordsOf(messages.en, noun), wordsOf(messages.zh, noun)]
      const row = `| ${en?.one} | ${en?.many} | ${zh?.one} |`
      return en && !rows.some(each => each.startsWith(row)) ? [`${name}: ${row}`] : []
    }),
  )
  expect(missing).toEqual([])
})
