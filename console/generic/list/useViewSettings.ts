import { useCallback, useMemo } from 'react'
import { useChoice } from '../../app/choices.ts'
import { changedSettings, type ListView, type ViewSettings } from '../model/views.ts'

const nothing: ViewSettings = {}

/**
 * How the view on screen looks. A built-in view remembers it for this person; on a saved one it is an unsaved change
 * until it is saved or taken back, and nobody else sees it.
 */
export function useViewSettings(path: string, view: ListView | null) {
  const base = view?.settings ?? nothing
  const [own, setOwn] = useChoice<ViewSettings>(`list.${path}.${view?.name ?? 'all'}`, nothing)
  const settings = useMemo(() => ({ ...base, ...own }), [base, own])
  const change = useCallback(
    (patch: Partial<ViewSettings>) => {
      const next = changedSettings(base, { ...settings, ...patch })
      setOwn(Object.keys(next).length > 0 ? next : undefined)
    },
    [base, settings, setOwn],
  )
  const reset = useCallback(() => setOwn(undefined), [setOwn])
  return { settings, change, reset, isOwn: Object.keys(own).length > 0 }
}
export type ViewLooks = ReturnType<typeof useViewSettings>
