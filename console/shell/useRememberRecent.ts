import { useEffect } from 'react'
import { type Current, useCurrentNow } from '../app/current.ts'
import { rememberRecord } from '../app/recent-records.ts'
import { useSession } from '../app/session.tsx'

const openRecord = (current: Current | undefined) => (current?.kind === 'record' ? current : undefined)

/** Remembers each record that is opened, for the palette; per site, since another site may not show them. */
export function useRememberRecent(): void {
  const { person, site } = useSession()
  const current = openRecord(useCurrentNow())
  const id = current?.ids[0]
  const { collection, title } = current ?? {}
  useEffect(() => {
    if (id && collection && title) rememberRecord(person.id, site?.id ?? '', { collection, id, title })
  }, [id, collection, title, person.id, site?.id])
}
