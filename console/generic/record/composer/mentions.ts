/** Somebody who can be named in a comment. */
export interface Named {
  readonly id: string
  readonly name: string
}
/** A comment as it is typed: `@Name` in plain sight, and who each of them is. */
export interface Typed {
  readonly text: string
  readonly picks: readonly Named[]
}

const stored = /@\[([^\]\n]*)\]\(([\w-]+)\)/g

/** The pieces of a stored comment: plain text, and the people named in it. */
export function piecesOf(text: string): readonly (string | Named)[] {
  const pieces: (string | Named)[] = []
  let at = 0
  for (const match of text.matchAll(stored)) {
    if (match.index > at) pieces.push(text.slice(at, match.index))
    pieces.push({ name: match[1] as string, id: match[2] as string })
    at = match.index + match[0].length
  }
  return at < text.length ? [...pieces, text.slice(at)] : pieces
}

/** A stored comment as one edits it. */
export function typedOf(text: string): Typed {
  const pieces = piecesOf(text)
  return {
    text: pieces.map(piece => (typeof piece === 'string' ? piece : `@${piece.name}`)).join(''),
    picks: pieces.filter(piece => typeof piece !== 'string'),
  }
}

/** The longest name that stands at a place of the text: `@Ann Lee` is not `@Ann`. */
function pickAt(text: string, at: number, picks: readonly Named[]): number {
  let best = -1
  for (const [index, { name }] of picks.entries())
    if (text.startsWith(`@${name}`, at) && name.length > (picks[best]?.name.length ?? -1)) best = index
  return best
}

/** What is sent: each picked `@Name` as `@[Name](id)`. Of two people of one name, the first picked stands first. */
export function storedOf({ text, picks }: Typed): { text: string; mentions: string[] } {
  const left = [...picks]
  const last = new Map<string, Named>()
  const mentions = new Set<string>()
  let out = ''
  for (let at = 0; at < text.length; ) {
    const index = text[at] === '@' ? pickAt(text, at, left) : -1
    // Written once more after it was picked: the same person again.
    const again = [...last.values()].find(({ name }) => text.startsWith(`@${name}`, at))
    const pick = index === -1 ? again : left.splice(index, 1)[0]
    if (text[at] === '@' && pick) {
      out += `@[${pick.name}](${pick.id})`
      mentions.add(pick.id)
      last.set(pick.name, pick)
      at += pick.name.length + 1
    } else {
      out += text[at]
      at += 1
    }
  }
  return { text: out, mentions: [...mentions] }
}

/** What is being looked for at the caret: the letters behind an `@` that starts a word, also one of a Chinese keyboard. */
export function searchAt(text: string, caret: number): { readonly from: number; readonly search: string } | undefined {
  const match = /(?:^|[\s(（，。、：:；;])[@＠]([^\s@＠]{0,30}(?: [^\s@＠]{1,20})?)$/u.exec(text.slice(0, caret))
  // Chinese has no space before a name: `请@王`.
  const tight = match ?? /\p{Script=Han}[@＠]([^\s@＠]{0,30})$/u.exec(text.slice(0, caret))
  const search = tight?.[1]
  return search === undefined ? undefined : { from: caret - search.length - 1, search }
}

/** The text with the person put where the `@` stood, and where the caret goes. */
export function withPick({ text, picks }: Typed, from: number, caret: number, pick: Named): Typed & { caret: number } {
  const before = `${text.slice(0, from)}@${pick.name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), picks: [...picks, pick], caret: before.length }
}

/** `/task call them back` begins a task of that title; undefined is an ordinary comment. */
export function taskIn(text: string): string | undefined {
  const match = /^\/(?:task|任务)(?:\s+([\s\S]*))?$/iu.exec(text)
  return match ? (match[1] ?? '').trim() : undefined
}
