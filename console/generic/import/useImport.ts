import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { newKey, request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { type ImportColumn, type Mapping, mappingOf, sameMapping } from '../model/importMapping.ts'
import { refreshRecords } from '../model/refresh.ts'
import { asProblem } from '../record/useWrites.ts'

export interface RowError {
  readonly line: number
  readonly column?: string | null
  readonly field?: string | null
  readonly code: string
  readonly message: string
}
export interface ImportJob {
  readonly id: string
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'undone'
  readonly dryRun: boolean
  readonly total: number | null
  readonly done: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  readonly columns: readonly ImportColumn[]
  readonly errors: readonly RowError[]
  readonly errorsTruncated: boolean
  /** Why the whole file could not be read. */
  readonly problem?: { readonly title?: string; readonly detail?: string } | null
}

const every = 500
export const isOver = (job: ImportJob | undefined) =>
  job !== undefined && job.state !== 'queued' && job.state !== 'running'

/** A job as it goes on, asked twice a second until it is over. */
function useJob(id: string | undefined) {
  return useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => request<ImportJob>('GET', `/imports/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: query => (isOver(query.state.data) ? false : every),
    staleTime: 0,
  })
}

/** The whole way of one file: sent and tried, mapped and tried again, run, undone. */
export function useImport(path: string) {
  const client = useQueryClient()
  const [file, setFile] = useState<File>()
  const [trialId, setTrialId] = useState<string>()
  const [runId, setRunId] = useState<string>()
  const [mapping, setMapping] = useState<Mapping>()
  const [key, setKey] = useState('')
  const [tried, setTried] = useState<{ mapping: Mapping | undefined; key: string }>({ mapping: undefined, key: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const runKey = useRef(newKey())
  const trial = useJob(trialId)
  const run = useJob(runId)

  const guarded = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    await work()
      .catch(error => setProblem(asProblem(error)))
      .finally(() => setBusy(false))
  }
  const send = (chosen: File, map?: Mapping, by = '') =>
    guarded(async () => {
      const body = new FormData()
      if (map) body.set('mapping', JSON.stringify(map))
      if (by) body.set('key', by)
      body.set('file', chosen, chosen.name)
      const job = await request<{ id: string }>('POST', `/${path}/import`, { query: { dryRun: true }, body })
      setTrialId(job.id)
      setTried({ mapping: map, key: by })
      runKey.current = newKey()
    })
  const choose = (chosen: File) => {
    setFile(chosen)
    setMapping(undefined)
    setKey('')
    return send(chosen)
  }
  // The server proposes the mapping, because it knows every label in every language.
  useEffect(() => {
    if (trial.data && !mapping && trial.data.columns.length > 0) {
      setMapping(mappingOf(trial.data.columns))
      setTried(before => ({ ...before, mapping: mappingOf(trial.data.columns) }))
    }
  }, [trial.data, mapping])
  const finished = isOver(run.data)
  useEffect(() => {
    if (finished) refreshRecords(client)
  }, [finished, client])

  return {
    file,
    trial: trial.data,
    run: run.data,
    mapping,
    key,
    busy,
    problem: problem ?? (trial.error && asProblem(trial.error)) ?? (run.error && asProblem(run.error)) ?? null,
    /** The trial on screen answers the mapping and key chosen now. */
    isTried:
      mapping !== undefined && tried.mapping !== undefined && sameMapping(mapping, tried.mapping) && tried.key === key,
    choose,
    setMapping,
    setKey,
    retry: () => file && send(file, mapping, key),
    start: () =>
      guarded(async () => {
        const job = await request<{ id?: string } | undefined>('POST', `/imports/${trialId}/run`, {
          idempotencyKey: runKey.current,
        })
        setRunId(job?.id ?? trialId)
        await client.invalidateQueries({ queryKey: ['import'] })
      }),
    undo: () =>
      guarded(async () => {
        await request('POST', `/imports/${runId}/undo`)
        await client.invalidateQueries({ queryKey: ['import'] })
        await refreshRecords(client)
      }),
    again: () => {
      setFile(undefined)
      setTrialId(undefined)
      setRunId(undefined)
      setMapping(undefined)
      setProblem(null)
    },
  }
}
export type ImportState = ReturnType<typeof useImport>
