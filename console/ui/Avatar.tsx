const tones = 8
const toneOf = (name: string) => [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % tones
const isHan = (name: string) => /\p{Script=Han}/u.test(name)

/** A person's last character in Chinese, the first one of an organisation; two initials elsewhere. */
function lettersOf(name: string, square: boolean): string {
  const trimmed = name.trim()
  if (isHan(trimmed)) return [...trimmed].at(square ? 0 : -1) ?? ''
  const words = trimmed.split(/\s+/).slice(0, 2)
  return words
    .map(word => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

/** A muted disc (square for organisations) whose colour follows from the name. Decorative: the name stands beside it. */
export function Avatar({ name, size = 20, square = false }: { name: string; size?: number; square?: boolean }) {
  const fontSize = Math.round(size * (isHan(name) ? 0.5 : 0.42))
  const borderRadius = square ? Math.max(3, size * 0.22) : '50%'
  return (
    <span
      className={`avatar avatar-${toneOf(name)}`}
      aria-hidden
      style={{ width: size, height: size, fontSize, borderRadius }}
    >
      {lettersOf(name, square)}
    </span>
  )
}

export function Person({ name, size = 18 }: { name: string; size?: number }) {
  return (
    <span className="person">
      <Avatar name={name} size={size} />
      <span className="ellipsis">{name}</span>
    </span>
  )
}
