import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession } from '../../../app/session.tsx'
import { draftsOf, serverDraftsOf } from '../../form/drafts.ts'
import type { Typed } from './mentions.ts'

const nothing: Typed = { text: '', picks: [] }
const pauses = { device: 400, server: 2_000 }
const typedIn = (values: Readonly<Record<string, unknown>> | undefined): Typed | undefined =>
  typeof values?.text === 'string' && values.text !== ''
    ? { text: values.text, picks: (values.picks as Typed['picks'] | undefined) ?? [] }
    : undefined

/** What is being written about a record: still there after a reload, and on another device. */
export function useCommentDraft(path: string, id: string) {
  const { person } = useSession()
  const device = useMemo(() => draftsOf(person.id, path, `comment.${id}`), [person.id, path, id])
  const server = useMemo(() => serverDraftsOf(path, `comment.${id}`), [path, id])
  const [typed, setTyped] = useState(() => typedIn(device.read()?.values) ?? nothing)
  const touched = useRef(false)
  const looked = useRef(false)
  const set = (next: Typed) => {
    touched.current = true
    setTyped(next)
  }
  /** Asked when somebody turns to the box: most records are only read. */
  const look = async () => {
    if (looked.current || typed.text !== '') return
    looked.current = true
    const kept = typedIn((await server.read())?.values)
    if (kept && !touched.current) setTyped(kept)
  }
  useEffect(() => {
    if (!touched.current) return
    if (typed.text === '') {
      device.drop()
      server.drop()
      return
    }
    const keep = () => device.keep({ ...typed }, null)
    const here = setTimeout(keep, pauses.device)
    const there = setTimeout(() => server.keep(keep()), pauses.server)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(here)
      clearTimeout(there)
      removeEventListener('pagehide', keep)
    }
  }, [typed, device, server])
  useLeaving(() => {
    if (touched.current && typed.text !== '') device.keep({ ...typed }, null)
  })
  return { typed, set, look, clear: () => set(nothing) }
}

/** Runs what it was last given when the component goes: whoever walks on within the pause loses nothing either. */
function useLeaving(leave: () => void) {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => () => latest.current(), [])
}
