import { Search as SearchIcon } from 'lucide-react'
import { useEffect, useState } from 'react'

interface SearchProps {
  readonly label: string
  readonly value: string
  onChange(text: string): void
}

const pause = 300

/** Asks when the typing pauses, and not while a Chinese word is still being composed. */
export function Search({ label, value, onChange }: SearchProps) {
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the words have changed.
  useEffect(() => {
    if (composing || text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), pause)
    return () => clearTimeout(timer)
  }, [text, composing])
  return (
    <label className="portal-search">
      <SearchIcon size={15} aria-hidden />
      <span className="visually-hidden">{label}</span>
      <input
        type="search"
        className="ctl"
        placeholder={label}
        value={text}
        onChange={event => setText(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
    </label>
  )
}
