import { useQuery } from '@tanstack/react-query'
import { isReference, referenceId } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { type RecordRow, titleOf } from '../model/record.ts'

/** The title of a record of which only the id is known: a draft restored, a filter from a link. */
export function useTitle(path: string | undefined, entity: string | undefined, value: unknown): string | undefined {
  const meta = useMeta().entities[entity ?? '']
  const given = typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : undefined
  const typed = typeof value === 'string' && value !== '' && !isReference(value) ? value : undefined
  const id = value == null || typed ? '' : referenceId(value)
  const { data } = useQuery({
    queryKey: ['title', path, id],
    queryFn: async ({ signal }) => titleOf(meta, await request<RecordRow>('GET', `/${path}/${id}`, { signal })),
    enabled: given === undefined && id !== '' && path !== undefined,
    staleTime: 5 * 60_000,
  })
  return given ?? typed ?? data
}
