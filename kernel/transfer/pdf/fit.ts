import { remember } from '../../remember.ts'

/** How wide a piece of text is, in the points of the page. */
export type Measured = (text: string) => number

/** Widths of single characters, measured once each: shaping whole cells would cost more than all the rest of a table. */
export function measuring(widthOf: Measured): Measured {
  const widths = new Map<string, number>()
  return text => {
    let sum = 0
    for (const character of text) {
      sum += remember(widths, character, () => widthOf(character))
    }
    return sum
  }
}

/** Words of Latin text stay whole; every Chinese character may begin a line. */
const pieces = (text: string) =>
  text.match(/\s+|[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu) ?? []

/** As much of a word as fits, one character at least. */
function head(word: string, width: number, measure: Measured): string {
  let taken = ''
  for (const character of word) {
    if (taken && measure(taken + character) > width) break
    taken += character
  }
  return taken
}

/** The text in lines no wider than this; what is beyond the last line is left out, and three dots say so. */
export function fit(text: string, width: number, most: number, measure: Measured): string[] {
  const lines: string[] = []
  let line = ''
  const queue = text.split(/\r?\n/).flatMap((part, i) => (i ? ['\n', ...pieces(part)] : pieces(part)))
  while (queue.length) {
    const piece = queue.shift() as string
    if (piece !== '\n' && measure(line + piece) <= width) {
      line += piece
      continue
    }
    if (piece !== '\n' && line === '') {
      const taken = head(piece, width, measure)
      lines.push(taken)
      if (taken.length < piece.length) queue.unshift(piece.slice(taken.length))
    } else {
      lines.push(line.trimEnd())
      line = ''
      if (piece !== '\n' && piece.trim()) queue.unshift(piece)
    }
    if (lines.length === most && queue.length)
      return [...lines.slice(0, -1), dotted(lines.at(-1) ?? '', width, measure)]
  }
  return line ? [...lines, line.trimEnd()].slice(0, most) : lines
}

function dotted(line: string, width: number, measure: Measured): string {
  const characters = [...line]
  while (characters.length && measure(`${characters.join('')}…`) > width) characters.pop()
  return `${characters.join('')}…`
}

/** Shares out a page's width: each column what it would like, the wide ones less where there is not enough for all. */
export function columnWidths(wished: readonly number[], width: number, least: number): number[] {
  const sum = wished.reduce((a, b) => a + b, 0)
  if (sum <= width) return wished.map(one => one + (width - sum) / wished.length)
  const fair = Math.max(least, width / wished.length)
  const narrow = wished.filter(one => one <= fair).reduce((a, b) => a + b, 0)
  const wide = wished.filter(one => one > fair).reduce((a, b) => a + b, 0)
  const rest = Math.max(width - narrow, 0)
  const shared = wished.map(one => (one <= fair ? one : Math.max(least, (one * rest) / wide)))
  const scale = width / shared.reduce((a, b) => a + b, 0)
  return shared.map(one => one * Math.min(1, scale))
}
