import { type RefObject, useEffect, useRef } from 'react'
import type { ShapeProps } from './shape.ts'

interface EntryKeys extends Pick<ShapeProps, 'openPeek' | 'peek' | 'selection'> {
  /** Where an arrow leads from an entry, as the shape lies. */
  step(entry: HTMLElement, key: string): HTMLElement | undefined
  /** With Alt: takes the record along. */
  carry(entry: HTMLElement, key: string): void
}

/**
 * The keys of a shape whose entries carry `data-entry`: arrows go from entry to entry, with Alt they take it along; Space
 * peeks, X selects, Enter follows the link. Only on the link itself, so that menus and buttons inside keep their own keys.
 */
export function useEntryKeys(box: RefObject<HTMLElement | null>, keys: EntryKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const element = box.current
    const press = (event: KeyboardEvent) => {
      const entry = (event.target as HTMLElement).closest<HTMLElement>('[data-entry]')
      if (!entry || !(event.target as HTMLElement).matches('a') || event.isComposing) return
      const { openPeek, peek, selection, step, carry } = latest.current
      const id = entry.dataset.entry as string
      const isArrow = event.key.startsWith('Arrow')
      if (isArrow && event.altKey) carry(entry, event.key)
      else if (isArrow) step(entry, event.key)?.querySelector<HTMLElement>('a')?.focus()
      else if (event.key === ' ') openPeek(peek === id ? undefined : id)
      else if (event.key === 'x' && !event.ctrlKey && !event.metaKey) selection.toggle(id)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [box])
}
