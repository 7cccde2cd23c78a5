import type { ControlProps } from '@tenon/kernel/fields/field-view.ts'
import { inputProps } from '@tenon/kernel/fields/field-view.ts'
import { ChevronDown, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePopup } from '../../ui/popup.ts'

export interface ComboItem {
  readonly id: string
  readonly label: string
  readonly lead?: ReactNode
}

interface ComboboxProps extends Omit<ControlProps, 'value' | 'onChange'> {
  readonly chosen: ComboItem | null
  readonly items: readonly ComboItem[]
  /** What the list says when it has nothing: searching, no match, an error. */
  readonly note: string | undefined
  readonly clearable: boolean
  /** Null while nothing is typed: the whole list is offered. */
  onSearch(text: string | null): void
  onChoose(item: ComboItem | null): void
}

/** Moves the active option, chooses it, or closes; answers whether the key was used up. */
function useComboKeys(
  props: ComboboxProps,
  open: boolean,
  setOpen: (open: boolean) => void,
  finish: (item: ComboItem | null) => void,
) {
  const [active, setActive] = useState(0)
  const { items } = props
  const chosen = props.chosen?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice made elsewhere does not move the active option.
  useEffect(
    () =>
      setActive(
        Math.max(
          0,
          items.findIndex(({ id }) => id === chosen),
        ),
      ),
    [items, open],
  )
  const move = (step: number) => setActive(at => (items.length === 0 ? 0 : (at + step + items.length) % items.length))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const item = items[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (open) move(event.key === 'ArrowDown' ? 1 : -1)
      else setOpen(true)
    } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      event.stopPropagation()
      if (item) finish(item)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return { active, setActive, onKeyDown }
}

/** One of many, found by typing: the ARIA combobox with a list that the keyboard alone can use. */
export function Combobox(props: ComboboxProps) {
  const { chosen, items, note, id, onSearch, onChoose, onBlur, clearable } = props
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  usePopup(open, list, field)
  const search = (text: string | null) => {
    setTyped(text)
    onSearch(text)
  }
  const finish = (item: ComboItem | null) => {
    onChoose(item)
    search(null)
    setOpen(false)
  }
  const keys = useComboKeys(props, open, setOpen, finish)
  const leave = () => {
    if (typed === '' && clearable) onChoose(null)
    search(null)
    setOpen(false)
    onBlur?.()
  }
  const optionId = (at: number) => `${id}-option-${at}`
  return (
    <span className="combo">
      {chosen?.lead && typed === null && <span className="combo-lead">{chosen.lead}</span>}
      <input
        {...inputProps({ ...props, value: null, onChange: () => undefined })}
        ref={field}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && items[keys.active] ? optionId(keys.active) : undefined}
        autoComplete="off"
        data-lead={(chosen?.lead && typed === null) || undefined}
        value={typed ?? chosen?.label ?? ''}
        placeholder={t('generic.control.choose')}
        onChange={event => {
          search(event.target.value)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onFocus={event => event.target.select()}
        onKeyDown={keys.onKeyDown}
        onBlur={leave}
      />
      {chosen && clearable ? (
        <button
          type="button"
          className="combo-end"
          tabIndex={-1}
          aria-label={t('generic.control.clear')}
          onClick={() => finish(null)}
        >
          <X size={13} aria-hidden />
        </button>
      ) : (
        <span className="combo-end" aria-hidden>
          <ChevronDown size={14} />
        </span>
      )}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.field.label}
        className="combo-list"
        popover="manual"
      >
        {items.map((item, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts through the input, which names this option active.
          <div
            key={item.id}
            id={optionId(at)}
            role="option"
            tabIndex={-1}
            className="combo-option"
            aria-selected={at === keys.active}
            ref={node => {
              if (at === keys.active && open) node?.scrollIntoView({ block: 'nearest' })
            }}
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => keys.setActive(at)}
            onClick={() => finish(item)}
          >
            {item.lead}
            <span className="ellipsis">{item.label}</span>
          </div>
        ))}
        {items.length === 0 && note && (
          <div className="combo-note" role="option" aria-selected="false" aria-disabled="true" tabIndex={-1}>
            {note}
          </div>
        )}
      </div>
    </span>
  )
}
