import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { gather, useLive } from '../../app/live.ts'
import { portalKey } from '../api.ts'

/** What the portal shows is read anew when the server says that something is different, or when it may have missed that. */
export function usePortalLive() {
  const queries = useQueryClient()
  const refresh = useMemo(() => gather(() => queries.invalidateQueries({ queryKey: portalKey })), [queries])
  useLive('changed', ({ collections }) => refresh(collections))
  useLive('resumed', () => queries.invalidateQueries({ queryKey: portalKey }))
}
