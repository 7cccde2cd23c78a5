import { canonical } from '../../audit/canonical.ts'

/**
 * How child lines that merely name other records are written in one cell of a file: `salesRep@HQ; engineer`. The lines are
 * told apart by what they name; all else they hold stays as it is where a file names them again.
 */
export interface LineText {
  /** The reference that is named, and one that may follow it after `@`. */
  readonly refs: readonly [string, string?]
  /** A yes-or-no of the line that stands in the first place. */
  readonly first?: string
}
type Line = Readonly<Record<string, unknown>>
export type NamedLine = readonly (string | null)[]

const separator = /[;；\n]/
const joint = /[@＠](?=[^@＠]*$)/

/** Whether a text can stand for a record in such a cell and be read back. */
export const isPlain = (text: string) => text.trim() === text && text !== '' && !/[;；\n@＠]/.test(text)

/** What a cell names, line by line. */
export function readLineText(text: string, { refs }: LineText): NamedLine[] {
  const written = text
    .split(separator)
    .map(part => part.trim())
    .filter(Boolean)
  return written.map(part => {
    const [name = '', place] = refs[1] === undefined ? [part] : part.split(joint)
    return refs[1] === undefined ? [name.trim()] : [name.trim(), place?.trim() || null]
  })
}

const refsOf = ({ refs }: LineText) => refs.filter(name => name !== undefined)
const keyOf = (line: Line, text: LineText) => canonical(refsOf(text).map(name => line[name] ?? null))

/** The cell of these lines; `spell` writes one reference. Those in the first place come first. */
export function writeLineText(
  lines: readonly Line[],
  text: LineText,
  spell: (reference: string, id: string) => string,
): string {
  const [name, place] = text.refs
  const sorted = text.first
    ? lines.toSorted((a, b) => Number(b[text.first ?? '']) - Number(a[text.first ?? '']))
    : lines
  const parts = sorted.map(line => {
    const at = place && line[place]
    return spell(name, String(line[name])) + (place && at ? `@${spell(place, String(at))}` : '')
  })
  return [...new Set(parts)].join('; ')
}

/** Where a file moves the first place; lines that never had one do not get one by being named again. */
function placed(lines: readonly Line[], before: readonly Line[], text: LineText, firstKey: string | undefined): Line[] {
  const { first } = text
  if (!first || firstKey === undefined) return [...lines]
  if (before.length > 0 && !before.some(line => line[first])) return [...lines]
  return lines.map(line => {
    const isFirst = keyOf(line, text) === firstKey
    return Boolean(line[first]) === isFirst ? line : { ...line, [first]: isFirst }
  })
}

/** The lines a record has once it has those that a file names: kept as they are, added, or gone. */
export function mergeLines(before: readonly Line[], named: readonly Line[], text: LineText): Line[] {
  const wanted = new Map(named.map(line => [keyOf(line, text), line]))
  const kept = before.filter(line => wanted.has(keyOf(line, text)))
  for (const line of before) wanted.delete(keyOf(line, text))
  return placed([...kept, ...wanted.values()], before, text, named[0] && keyOf(named[0], text))
}
