import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { newKey, request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useUrlState } from '../../app/url-state.ts'
import { type ImportColumn, type Mapping, mappingOf, sameMapping } from '../model/importMapping.ts'
import { refreshRecords } from '../model/refresh.ts'
import { asProblem } from '../record/useWrites.ts'

export interface RowError {
  readonly line: number
  readonly column: string | null
  readonly field: string | null
  readonly code: string
  readonly message: string
}
export interface ImportJob {
  readonly id: string
  readonly fileName: string
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'undone'
  readonly dryRun: boolean
  readonly total: number
  readonly done: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  readonly key: string | null
  readonly keyChoices: readonly string[]
  readonly columns: readonly ImportColumn[]
  readonly errors: readonly RowError[]
  readonly errorsTruncated: boolean
  /** Why the file as a whole could not be imported. */
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly undo: { readonly total: number; readonly undone: number; readonly kept: number } | null
  readonly createdAt: string
}

const every = 400
export const isOver = (job: ImportJob | undefined) =>
  job !== undefined && job.state !== 'queued' && job.state !== 'running'
const jobKey = (id: string | undefined) => ['import', id] as const

/** A job as it goes on, asked again until it is over. */
function useJob(id: string | undefined) {
  return useQuery({
    queryKey: jobKey(id),
    queryFn: ({ signal }) => request<ImportJob>('GET', `/imports/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: query => (query.state.data && !isOver(query.state.data) ? every : false),
    staleTime: 0,
  })
}

/** What the person changed of the mapping and key that the trial on screen was made with. */
interface Wish {
  readonly mapping?: Mapping
  readonly key?: string
}

/** The whole way of one file: sent and tried, mapped and tried again, run, undone. The job's id lives in the address. */
export function useImport(path: string) {
  const client = useQueryClient()
  const [url, change] = useUrlState()
  const id = url.job
  const [wish, setWish] = useState<Wish>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const answer = useJob(id)
  const job = answer.data

  // The server proposes the mapping, because it knows every label in every language.
  const proposed = job && mappingOf(job.columns)
  const mapping = wish.mapping ?? proposed
  // Rows that find their record again make a second import of the same file change nothing.
  const key = wish.key ?? job?.key ?? job?.keyChoices[0] ?? ''

  const guarded = async (work: () => Promise<ImportJob | undefined>) => {
    setBusy(true)
    setProblem(null)
    try {
      const next = await work()
      if (next) client.setQueryData(jobKey(next.id), next)
      return next
    } catch (error) {
      setProblem(asProblem(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  const choose = (file: File) =>
    guarded(async () => {
      const body = new FormData()
      body.set('file', file, file.name)
      const next = await request<ImportJob>('POST', `/${path}/import`, { query: { dryRun: true }, body })
      setWish({})
      await change({ job: next.id, step: undefined }, { push: true })
      return next
    })
  const restart = (dryRun: boolean) =>
    guarded(() => {
      // The key as shown, also where nobody chose it.
      const body = { dryRun, key: key || null, ...(wish.mapping && { mapping: wish.mapping }) }
      return request<ImportJob>('POST', `/imports/${id}/run`, { body, idempotencyKey: newKey() })
    })

  const finished = isOver(job) && job?.dryRun === false
  // biome-ignore lint/correctness/useExhaustiveDependencies: an undone import changes the records a second time.
  useEffect(() => {
    if (finished) refreshRecords(client)
  }, [finished, job?.state, client])

  return {
    job,
    mapping,
    key,
    busy,
    problem: problem ?? (answer.error ? asProblem(answer.error) : null),
    /** The trial on screen answers the mapping and key chosen now. */
    isTried:
      proposed !== undefined && mapping !== undefined && sameMapping(mapping, proposed) && key === (job?.key ?? ''),
    setMapping: (next: Mapping) => setWish(before => ({ ...before, mapping: next })),
    setKey: (next: string) => setWish(before => ({ ...before, key: next })),
    choose,
    tryAgain: () => restart(true),
    start: () => restart(false),
    undo: () => guarded(() => request<ImportJob>('POST', `/imports/${id}/undo`, { body: {} })),
    cancel: () => guarded(() => request<ImportJob>('POST', `/imports/${id}/cancel`, { body: {} })),
    again: () => {
      setWish({})
      setProblem(null)
      change({ job: undefined, step: undefined }, { push: true })
    },
    reload: () => answer.refetch(),
  }
}
export type ImportState = ReturnType<typeof useImport>
