import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { newKey, request } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'
import { toast } from '../../ui/toast.tsx'
import { refreshRecords } from '../model/refresh.ts'

export interface Result {
  readonly id: string
  readonly ok: boolean
  readonly problem?: { readonly title?: string; readonly detail?: string; readonly code?: string }
}

/** As many records as one bulk call carries. */
const batch = 200

/** The writes every screen shares; each refreshes what is on screen and says what happened. */
export function useWrites(path: string) {
  const client = useQueryClient()
  const { t } = useTranslation()

  const bulk = async (
    action: string,
    ids: readonly string[],
    extra: Record<string, unknown> = {},
  ): Promise<Result[]> => {
    const results: Result[] = []
    for (let at = 0; at < ids.length; at += batch) {
      const body = { action, ids: ids.slice(at, at + batch), ...extra }
      results.push(
        ...(await request<{ results: Result[] }>('POST', `/${path}/bulk`, { body, idempotencyKey: newKey() })).results,
      )
    }
    await refreshRecords(client)
    return results
  }

  const restore = async (ids: readonly string[]) => {
    await (ids.length === 1 ? request('POST', `/${path}/${ids[0]}/restore`) : bulk('restore', ids))
    await refreshRecords(client)
  }

  /** Soft, and undone from the toast; `title` names what is gone. `leave` closes what shows it, before it is asked for again. */
  const remove = async (id: string, title: string, leave: () => Promise<unknown>) => {
    await request('DELETE', `/${path}/${id}`)
    await leave()
    toast({ text: t('generic.record.removed', { title }), undo: () => restore([id]) })
    await refreshRecords(client)
  }

  /** Throws ApiProblem; the form of the action shows it. */
  const run = async (id: string, action: string, input: Record<string, unknown>, idempotencyKey: string) => {
    const row = await request('POST', `/${path}/${id}/${action}`, { body: input, idempotencyKey })
    await refreshRecords(client)
    return row
  }

  return { bulk, restore, remove, run, refresh: () => refreshRecords(client) }
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem(-1, { code: 'CLIENT', detail: error instanceof Error ? error.message : String(error) })
