import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useFormats } from '../../app/formats.ts'
import { recordAddress } from '../controls/RecordLink.tsx'
import { chunkOf, chunkOptions, loadedRow } from '../list/chunks.ts'
import { leaveTrail, readTrail } from '../list/trail.ts'

/** Previous and next in the list a record was opened from, while its page is open. */
export function useNeighbours(path: string, id: string) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { number } = useFormats()
  const trail = useMemo(() => readTrail(path, id), [path, id])
  const chunks = trail ? [...new Set([trail.at - 1, trail.at, trail.at + 1].filter(at => at >= 0).map(chunkOf))] : []
  const pages = useQueries({ queries: trail ? chunks.map(chunk => chunkOptions(client, trail, chunk)) : [] })
  const page = pages.find(chunk => chunk.data)?.data?.page
  const go = (step: number) => {
    const row = trail && loadedRow(client, trail, trail.at + step)
    if (!trail || !row) return undefined
    return () => {
      leaveTrail({ ...trail, at: trail.at + step, id: row.id })
      navigate({ to: recordAddress(path, row.id) as never, replace: true })
    }
  }
  return {
    href: trail?.href,
    position:
      trail && page ? `${number(trail.at + 1)} / ${number(page.total)}${page.totalIsExact ? '' : '+'}` : undefined,
    previous: go(-1),
    next: go(1),
  }
}
