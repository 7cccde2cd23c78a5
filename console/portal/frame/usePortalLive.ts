import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { gather, useLive } from '../../app/live.ts'
import { portalKey } from '../api.ts'

/**
 * What the portal shows is read anew when its person is told something. That a list has changed is told to nobody
 * outside, because it would speak of others' records too.
 */
export function usePortalLive() {
  const queries = useQueryClient()
  const refresh = useMemo(() => gather(() => queries.invalidateQueries({ queryKey: portalKey })), [queries])
  useLive('notification', () => refresh(['notifications']))
  useLive('resumed', () => queries.invalidateQueries({ queryKey: portalKey }))
}
