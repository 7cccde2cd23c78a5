import module from 'pinyin-match'

// Its declarations describe a module without a default, which is all it has.
const pinyin = module as unknown as { match(text: string, typed: string): [number, number] | false }

/** Whether each typed word is in the text: as it is written, or as its Chinese characters sound (`xkz`, `xuke`). */
export function matches(text: string, query: string): boolean {
  const lower = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
    .every(word => lower.includes(word) || pinyin.match(text, word) !== false)
}
