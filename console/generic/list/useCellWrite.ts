import { useQueryClient } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { offerUndo } from '../../app/undo.ts'
import { bodyValue, type RecordRow } from '../model/record.ts'
import { refreshRecords } from '../model/refresh.ts'
import { recordKey } from '../record/queries.ts'
import { asProblem } from '../record/useWrites.ts'
import { type ListPage, listKey } from './chunks.ts'

export const sameValue = (field: FieldMeta, one: unknown, other: unknown) =>
  JSON.stringify(bodyValue(one, field) ?? null) === JSON.stringify(bodyValue(other, field) ?? null)

const withRow = (page: ListPage | undefined, id: string, patch: Partial<RecordRow>): ListPage | undefined =>
  page?.data.some(row => row.id === id)
    ? { ...page, data: page.data.map(row => (row.id === id ? ({ ...row, ...patch } as RecordRow) : row)) }
    : page

/**
 * One field of one row: on screen at once, taken back when the server refuses, undone for as long as the page is open.
 * Answers why it was refused, or undefined.
 */
export function useCellWrite(path: string) {
  const client = useQueryClient()
  const { t } = useTranslation()
  const inTurn = useTurns()
  return useCallback(
    async (row: RecordRow, field: FieldMeta, value: unknown, from?: number): Promise<ApiProblem | undefined> => {
      const show = (patch: Partial<RecordRow>) => {
        client.setQueriesData<ListPage>({ queryKey: listKey(path) }, page => withRow(page, row.id, patch))
        client.setQueryData<RecordRow>(recordKey(path, row.id), old => old && ({ ...old, ...patch } as RecordRow))
      }
      const send = (next: unknown, given?: number) =>
        inTurn(row.id, async own => {
          const body = {
            [field.name]: bodyValue(next, field) ?? null,
            version: given ?? Math.max(own ?? 0, row.version),
          }
          return (await request<RecordRow>('PATCH', `/${path}/${row.id}`, { body })).version
        })
      // An answer on its way still carries the old value.
      await client.cancelQueries({ queryKey: listKey(path) })
      show({ [field.name]: value })
      try {
        show({ version: await send(value, from) })
        const undo = async () => {
          await send(row[field.name] ?? null)
          await refreshRecords(client)
        }
        offerUndo({ text: t('generic.record.saved', { field: field.label }), undo })
        await refreshRecords(client)
        return undefined
      } catch (error) {
        show({ [field.name]: row[field.name] ?? null })
        await refreshRecords(client)
        return asProblem(error)
      }
    },
    [client, path, t, inTurn],
  )
}

type Write = (own: number | undefined) => Promise<number>

/** Writes on one record wait for each other, and each carries the version that our own last one left. */
function useTurns() {
  const turns = useRef(new Map<string, Promise<number | undefined>>())
  return useCallback((id: string, write: Write): Promise<number> => {
    const before = turns.current.get(id) ?? Promise.resolve(undefined)
    const now = before.then(write)
    turns.current.set(
      id,
      // A refused write leaves the version as it was before it.
      now.catch(() => before),
    )
    return now
  }, [])
}
