import { writeFile } from 'node:fs/promises'
import { pinyin } from 'pinyin-pro'

/** Every reading of a character, without tones, ü written v as people type it. */
export const readingsOf = (character: string): string[] => {
  const all = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true })
  return [...new Set(all)].filter(reading => /^[a-z]+$/.test(reading))
}

/** `zhi 之支…`: a line for each syllable with the characters that can be read so. */
export function pinyinTable(): string {
  const bySyllable = new Map<string, string>()
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const character = String.fromCodePoint(code)
    for (const reading of readingsOf(character)) bySyllable.set(reading, (bySyllable.get(reading) ?? '') + character)
  }
  const lines = [...bySyllable].sort(([one], [other]) => (one < other ? -1 : 1)).map(line => line.join(' '))
  return `${lines.join('\n')}\n`
}

// Run when the library that knows the readings is updated: node tools/pinyin-table.ts
if (import.meta.main) await writeFile(new URL('../kernel/data/pinyin.table.txt', import.meta.url), pinyinTable())
