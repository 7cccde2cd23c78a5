import { Search, X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

const pause = 220

interface SearchBoxProps {
  readonly value: string
  readonly input: RefObject<HTMLInputElement | null>
  onSearch(text: string): void
}

/** Searches a moment after the last key; a word still being composed waits for its end. */
export function SearchBox({ value, input, onSearch }: SearchBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  const sent = useRef(value)
  useEffect(() => {
    if (value !== sent.current) setText(value)
    sent.current = value
  }, [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait anew.
  useEffect(() => {
    if (composing || text.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      onSearch(sent.current)
    }, pause)
    return () => clearTimeout(timer)
  }, [text, composing])
  return (
    <search className="search-box">
      <Search size={14} aria-hidden />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={t('generic.list.search')}
        aria-keyshortcuts="/"
        placeholder={t('generic.list.search')}
        value={text}
        onChange={event => setText(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={event => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.preventDefault()
          if (text) setText('')
          else event.currentTarget.blur()
        }}
      />
      {text && (
        <button type="button" aria-label={t('generic.control.clear')} onClick={() => setText('')}>
          <X size={13} aria-hidden />
        </button>
      )}
    </search>
  )
}
