import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useSendKey } from '../../generic/form/useSendKey.ts'
import { asProblem } from '../../generic/record/useWrites.ts'
import { portalKey } from '../api.ts'

/** One thing done at a press: busy while it runs, read anew when it is done, and why it was refused. */
export function useDeed() {
  const queries = useQueryClient()
  const once = useSendKey()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const run = async <T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T | undefined> => {
    if (busy) return undefined
    setBusy(true)
    setProblem(undefined)
    try {
      const answer = await once({ path, body }, idempotencyKey => request<T>(method, path, { body, idempotencyKey }))
      await queries.invalidateQueries({ queryKey: portalKey })
      return answer
    } catch (error) {
      setProblem(asProblem(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, problem, forget: () => setProblem(undefined) }
}
