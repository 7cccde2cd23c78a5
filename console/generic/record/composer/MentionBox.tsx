import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../ui/Avatar.tsx'
import { searchAt, type Typed, withPick } from './mentions.ts'
import { type Mentionable, useMentionable } from './useMentionable.ts'

interface MentionBoxProps {
  readonly path: string
  readonly id: string
  readonly label: string
  readonly placeholder?: string
  readonly typed: Typed
  readonly autoFocus?: boolean
  onTyped(typed: Typed): void
  /** Ctrl or Cmd with Enter. */
  onSend(): void
  onEscape?(): void
  onFocus?(): void
  onFiles?(files: readonly File[]): void
}

const most = 8

/** Plain text in which people are named: `@` opens a list, arrows and Enter choose. */
export function MentionBox(props: MentionBoxProps) {
  const { typed, onTyped, path, id } = props
  const { t } = useTranslation()
  const box = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const [caret, setCaret] = useState(typed.text.length)
  const [closedAt, setClosedAt] = useState<number>()
  const [at, setAt] = useState(0)
  const found = searchAt(typed.text, caret)
  const asked = found && found.from !== closedAt ? found : undefined
  const people = useMentionable(path, id, asked?.search)
  const shown = asked ? (people.data ?? []).slice(0, most) : []
  const active = Math.min(at, shown.length - 1)
  useGrowing(box, typed.text)
  const pick = (person: Mentionable) => {
    if (!asked) return
    const next = withPick(typed, asked.from, caret, { id: person.id, name: person.name })
    onTyped({ text: next.text, picks: next.picks })
    setCaret(next.caret)
    setAt(0)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const inList = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((active + step + shown.length) % shown.length)
    else if (event.key === 'Enter' || event.key === 'Tab') pick(shown[active] as Mentionable)
    else if (event.key === 'Escape') setClosedAt(asked?.from)
    else return false
    return true
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (sends) props.onSend()
    else if (shown.length > 0 && inList(event)) event.stopPropagation()
    else if (event.key === 'Escape' && props.onEscape) props.onEscape()
    else return
    event.preventDefault()
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || !props.onFiles) return
    event.preventDefault()
    props.onFiles(files)
  }
  return (
    <div className="mention-box">
      {shown.length > 0 && (
        <div id={list} role="listbox" aria-label={t('record.people')} className="mention-list">
          {shown.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the text box.
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="combo-option"
              onMouseDown={event => event.preventDefault()}
              onClick={() => pick(person)}
            >
              <Avatar name={person.name} size={20} />
              <span className="ellipsis">{person.name}</span>
              <span className="quiet small ellipsis">{person.email}</span>
            </div>
          ))}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {shown.length > 0 && t('record.peopleFound', { count: shown.length })}
      </span>
      <textarea
        ref={box}
        className="mention-text"
        rows={1}
        value={typed.text}
        aria-label={props.label}
        placeholder={props.placeholder}
        // biome-ignore lint/a11y/noAutofocus: only where it was opened to type in.
        autoFocus={props.autoFocus}
        aria-controls={shown.length > 0 ? list : undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(shown.length > 0 && { 'aria-activedescendant': `${list}-${active}` })}
        onChange={event => {
          setCaret(event.target.selectionStart)
          setClosedAt(undefined)
          onTyped({ text: event.target.value, picks: typed.picks })
        }}
        onSelect={event => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={keys}
        onPaste={paste}
        onFocus={props.onFocus}
        onBlur={() => setClosedAt(asked?.from)}
      />
    </div>
  )
}

/** As tall as its text, up to what the style allows. */
function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when the text has changed.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])
  useEffect(() => {
    const element = box.current
    if (element?.autofocus) element.setSelectionRange(element.value.length, element.value.length)
  }, [box])
}
