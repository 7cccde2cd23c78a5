import { useEffect, useMemo, useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { draftsOf } from './drafts.ts'
import type { Fields } from './useFields.ts'

const pause = 600

/** Keeps what is typed on this device, and brings back what was left behind. */
export function useDraft(fields: Fields, path: string, id: string | undefined, version: number | null) {
  const { person } = useSession()
  const drafts = useMemo(() => draftsOf(person.id, path, id), [person.id, path, id])
  const [restored, setRestored] = useState<string>()
  const [keptAt, setKeptAt] = useState<string>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is brought back once, when the form opens.
  useEffect(() => {
    const draft = drafts.read()
    if (!draft) return
    for (const [name, value] of Object.entries(draft.values)) fields.set(name, value)
    setRestored(draft.at)
  }, [drafts])
  useEffect(() => {
    if (!fields.changed) return
    const timer = setTimeout(() => {
      drafts.keep(fields.keepable, version)
      setKeptAt(new Date().toISOString())
    }, pause)
    return () => clearTimeout(timer)
  }, [fields.keepable, fields.changed, drafts, version])

  const drop = () => {
    drafts.drop()
    setRestored(undefined)
    setKeptAt(undefined)
  }
  return { restored, keptAt, drop, seen: () => setRestored(undefined) }
}
