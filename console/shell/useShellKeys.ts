import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { undoLatest } from '../ui/toast.tsx'
import type { DestinationGroup } from './destinations.ts'

interface ShellActs {
  readonly openPalette: () => void
  readonly openSheet: () => void
  readonly openPlace: () => void
  readonly toggleSidebar: () => void
  readonly destinations: readonly DestinationGroup[]
}
const secondLetterWithin = 1_200
/** The letters after G that are the same for everybody. */
const fixedPlaces: Readonly<Record<string, string>> = { h: '/', i: '/inbox', t: '/my_tasks' }

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select')
}
const isCovered = () => document.querySelector('dialog[open], [popover]:popover-open') !== null

/** Keys that work on every page. Single letters rest while somebody types, composes Chinese, or has turned them off. */
export function useShellKeys(acts: ShellActs) {
  const { keys } = usePreferences()
  const navigate = useNavigate()
  const latest = useRef({ acts, keys, navigate })
  useEffect(() => {
    latest.current = { acts, keys, navigate }
  })
  useEffect(() => {
    let pressedG = 0
    const go = (letter: string) => {
      const { acts, navigate } = latest.current
      const listed = acts.destinations.flatMap(group => group.items).find(item => item.letter === letter)
      const target = fixedPlaces[letter] ?? (listed && `/${listed.path}`)
      if (target) navigate({ to: target as never })
      else if (letter === 's') acts.openPlace()
      return target !== undefined || letter === 's'
    }
    const withModifier = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current.acts.openPalette()
      } else if (event.key.toLowerCase() === 'z' && !event.shiftKey && !isTyping(event.target)) {
        undoLatest()
      }
    }
    const single = (event: KeyboardEvent) => {
      const { acts } = latest.current
      const act = { '[': acts.toggleSidebar, '?': acts.openSheet }[event.key]
      if (Date.now() - pressedG < secondLetterWithin && go(event.key)) {
        // The page must not take the second letter for one of its own keys: G C goes, C creates.
        event.stopImmediatePropagation()
        pressedG = 0
      } else if (event.key === 'g') pressedG = Date.now()
      else if (act) act()
      else return
      event.preventDefault()
    }
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.defaultPrevented) return
      if (event.metaKey || event.ctrlKey) withModifier(event)
      else if (latest.current.keys && !isTyping(event.target) && !isCovered()) single(event)
    }
    addEventListener('keydown', listen, true)
    return () => removeEventListener('keydown', listen, true)
  }, [])
}
