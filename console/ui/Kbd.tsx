const apple = /mac|iphone|ipad/i.test(navigator.userAgent)
const symbols: Record<string, string> = {
  mod: apple ? '⌘' : 'Ctrl',
  shift: '⇧',
  enter: '↵',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  space: '␣',
  esc: 'Esc',
}

/** Key caps: `<Kbd keys="mod k" />` shows ⌘ K on a Mac and Ctrl K elsewhere. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbds">
      {keys.split(' ').map(key => (
        <kbd key={key} className="kbd">
          {symbols[key] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  )
}

/** The same keys as text, for a tip or a label. */
export const keyText = (keys: string) =>
  keys
    .split(' ')
    .map(key => symbols[key] ?? key.toUpperCase())
    .join(' ')
