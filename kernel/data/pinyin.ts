import { readFileSync } from 'node:fs'
import { remember } from '../remember.ts'

/** The characters of each syllable: made by tools/pinyin-table.ts, read when first asked. */
interface Table {
  readonly syllables: ReadonlyMap<string, string>
  readonly beginnings: ReadonlySet<string>
}

/** ü is typed in more than one way. */
function spellings(syllable: string): string[] {
  if (!/^[ln]v/.test(syllable)) return [syllable]
  return [syllable, syllable.replace('v', 'yu'), ...(syllable.length > 2 ? [syllable.replace('v', 'u')] : [])]
}

function readTable(): Table {
  const lines = readFileSync(new URL('./pinyin.table.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const written = lines.map(line => line.split(' ') as [string, string])
  const syllables = new Map(written.flatMap(([syllable, characters]) => spellings(syllable).map(s => [s, characters])))
  const lengths = [1, 2, 3, 4, 5, 6]
  return {
    syllables,
    beginnings: new Set([...syllables.keys()].flatMap(s => lengths.map(length => s.slice(0, length)))),
  }
}
let table: Table | undefined

const sets = new Map<string, string>()
/** The characters of all syllables that begin so. */
const beginningWith = (piece: string, { syllables }: Table) =>
  remember(sets, piece, () =>
    [...syllables].flatMap(([syllable, characters]) => (syllable.startsWith(piece) ? [characters] : [])).join(''),
  )

const longestSyllable = 6
const mostPieces = 10
const mostWays = 6
const mostTried = 200
const isInitial = (text: string) => /^(?:[zcs]h|[a-z])$/.test(text)

/**
 * The ways to cut letters into what stands for one character each: whole syllables or initials, and at the end a syllable
 * still being typed. The fewest pieces come first, for they say most.
 */
function cuts(letters: string, { syllables, beginnings }: Table): string[][] {
  const found: string[][] = []
  let tried = 0
  const cut = (at: number, pieces: readonly string[]) => {
    if (at === letters.length) found.push([...pieces])
    if (pieces.length === mostPieces) return
    for (let end = Math.min(at + longestSyllable, letters.length); end > at && tried++ < mostTried; end--) {
      const piece = letters.slice(at, end)
      const isPiece = end === letters.length || syllables.has(piece) || isInitial(piece)
      if (isPiece && beginnings.has(piece)) cut(end, [...pieces, piece])
    }
  }
  cut(0, [])
  return found.sort((one, other) => one.length - other.length).slice(0, mostWays)
}

/**
 * A regular expression for the Chinese that letters may stand for: `linzhiyuan`, `linzhiy`, `lzy` and `linzy` all find
 * 林知远, in whichever of its readings a character is meant. Undefined when they stand for none. It is made of sets of
 * characters alone, so no text takes long to be held against it.
 */
export function pinyinPattern(text: string): string | undefined {
  const letters = text.toLowerCase()
  if (!/^[a-z]{2,40}$/.test(letters)) return undefined
  table ??= readTable()
  const known = table
  const setOf = (piece: string, isLast: boolean) =>
    `[${(isLast ? undefined : known.syllables.get(piece)) ?? beginningWith(piece, known)}]`
  const ways = cuts(letters, known).map(pieces =>
    pieces.map((piece, i) => setOf(piece, i === pieces.length - 1)).join(''),
  )
  return ways.length ? ways.join('|') : undefined
}
