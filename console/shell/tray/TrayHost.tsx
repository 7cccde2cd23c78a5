import { lazy, Suspense, useCallback, useState } from 'react'
import { useJobs } from '../../app/jobs.ts'
import { shownJobs } from './shown-jobs.ts'

const JobTray = lazy(async () => ({ default: (await import('./JobTray.tsx')).JobTray }))
const storageKey = 'tenon.tray'
const remembered = 50

function stored(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(ids) ? ids : []
  } catch {
    return []
  }
}

/** Shows the tray while there is something in it; what was put away stays away after a reload. */
export function TrayHost() {
  const [away, setAway] = useState(stored)
  const shown = shownJobs(useJobs(), new Set(away))
  const putAway = useCallback(
    (ids: readonly string[]) =>
      setAway(before => {
        const next = [...ids, ...before].slice(0, remembered)
        try {
          localStorage.setItem(storageKey, JSON.stringify(next))
        } catch {
          // Without storage it comes back after a reload.
        }
        return next
      }),
    [],
  )
  if (shown.length === 0) return null
  return (
    <Suspense>
      <JobTray jobs={shown} onPutAway={putAway} />
    </Suspense>
  )
}
