import { useEffect, useMemo, useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { thisDevice } from './device.ts'
import { type Draft, draftsOf, serverDraftsOf } from './drafts.ts'
import type { Values } from './problems.ts'
import type { Fields } from './useFields.ts'

/** On this device as soon as the typing pauses, on the server soon after. */
const pauses = { device: 600, server: 2_000 }

/** What is typed, as far as a draft is concerned. */
export type Draftable = Pick<Fields, 'set' | 'keepable' | 'changed'>

export interface Kept {
  readonly at: string
  readonly onServer: boolean
}

/** A draft found when the form opened: put back already, or offered because the form shows something newer or other. */
export interface FoundDraft {
  readonly draft: Draft
  readonly restored: boolean
  readonly isOtherDevice: boolean
  readonly isOlder: boolean
}

/**
 * Keeps what is typed, on this device and the server, and brings back what was left behind: at once where it was typed
 * here, on demand where it comes from another device or the record has changed since.
 */
export function useDraft(fields: Draftable, path: string, id: string | undefined, version: number | null) {
  const { person } = useSession()
  const drafts = useMemo(() => draftsOf(person.id, path, id), [person.id, path, id])
  const remote = useMemo(() => serverDraftsOf(path, id), [path, id])
  const [found, setFound] = useState<FoundDraft>()
  const [kept, setKept] = useState<Kept>()

  const put = ({ values }: Draft) => {
    for (const [name, value] of Object.entries(values)) fields.set(name, value)
  }
  const meet = (draft: Draft, isOtherDevice: boolean) => {
    const isOlder = draft.version !== version
    const restored = !isOtherDevice && !isOlder
    if (restored) put(draft)
    setFound({ draft, restored, isOtherDevice, isOlder })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the form opens.
  useEffect(() => {
    const own = drafts.read()
    if (own) meet(own, false)
    remote.read().then(other => {
      if (other && other.at > (own?.at ?? '')) meet(other, other.device?.id !== thisDevice().id)
    })
  }, [drafts])

  useKeeping(fields, { drafts, remote, version, setKept })
  const drop = () => {
    drafts.drop()
    remote.drop()
    setFound(undefined)
    setKept(undefined)
  }
  const restore = () => {
    if (!found) return
    put(found.draft)
    setFound({ ...found, restored: true })
  }
  return { found, kept, drop, restore, close: () => setFound(undefined) }
}

interface Keeping {
  readonly drafts: ReturnType<typeof draftsOf>
  readonly remote: ReturnType<typeof serverDraftsOf>
  readonly version: number | null
  setKept(kept: Kept): void
}

function useKeeping({ keepable, changed }: Draftable, { drafts, remote, version, setKept }: Keeping) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept when what is typed has changed.
  useEffect(() => {
    if (!changed) return
    let draft: Draft | undefined
    const keep = () => {
      draft = drafts.keep(keepable as Values, version)
      setKept({ at: draft.at, onServer: false })
    }
    const here = setTimeout(keep, pauses.device)
    const there = setTimeout(async () => {
      if (draft && (await remote.keep(draft))) setKept({ at: draft.at, onServer: true })
    }, pauses.server)
    // A window that closes within the pause takes nothing with it.
    const leaving = () => draft ?? keep()
    addEventListener('pagehide', leaving)
    return () => {
      clearTimeout(here)
      clearTimeout(there)
      removeEventListener('pagehide', leaving)
    }
  }, [keepable, changed, drafts, remote, version])
}
