import { useQueryClient } from '@tanstack/react-query'
import { newKey, request } from '../../app/api.ts'
import { refreshRecords } from '../model/refresh.ts'
import type { Result } from '../record/useWrites.ts'

/** Records by their ids, or all that a list finds: as many as the person was shown. */
export type Target =
  | { readonly ids: readonly string[] }
  | { readonly query: Readonly<Record<string, string>>; readonly expect: number }

interface Started {
  readonly job: string | { readonly id: string }
}
export const isJob = (answer: readonly Result[] | Started): answer is Started => 'job' in answer

/** As many records as one call carries. */
const batch = 200

/** One act on many records: a result for each, or a job where there are too many to wait for. */
export function useBulkWrite(path: string) {
  const client = useQueryClient()
  return async (target: Target, act: Record<string, unknown>): Promise<readonly Result[] | Started> => {
    const send = (body: Record<string, unknown>) =>
      request<{ results: Result[] } | Started>('POST', `/${path}/bulk`, { body, idempotencyKey: newKey() })
    try {
      if ('query' in target) {
        const answer = await send({ ...act, ...target })
        return 'job' in answer ? answer : answer.results
      }
      const results: Result[] = []
      for (let at = 0; at < target.ids.length; at += batch) {
        const answer = await send({ ...act, ids: target.ids.slice(at, at + batch) })
        if ('results' in answer) results.push(...answer.results)
      }
      return results
    } finally {
      await refreshRecords(client)
    }
  }
}
