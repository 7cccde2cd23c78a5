import { useEffect, useRef } from 'react'
import { usePreferences } from '../app/preferences.tsx'

type Keys = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>

const typing = (target: Element | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
const operable = (target: Element | null) =>
  target?.closest('button, a[href], [role=menuitem], [role=tab], [role=separator], summary') != null
/** A layer above the page owns the keyboard. */
const covered = () => document.querySelector('dialog[open], [popover]:popover-open') !== null

/** Enter and Space already mean something to a focused button or link. */
const native = new Set(['Enter', ' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

function applies(event: KeyboardEvent) {
  const target = event.target instanceof Element ? event.target : null
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
  if (typing(target) || covered()) return false
  return !(native.has(event.key) && operable(target))
}

/** Single keys of a page: `j`, `Shift+X`, `Escape`. Off while somebody types, composes, or has turned them off. */
export function useKeys(keys: Keys) {
  const { keys: on } = usePreferences()
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const run = latest.current[event.shiftKey && key !== '?' ? `Shift+${key}` : key]
      if (!run || !applies(event) || (!on && key.length === 1 && key !== ' ')) return
      event.preventDefault()
      run(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [on])
}
