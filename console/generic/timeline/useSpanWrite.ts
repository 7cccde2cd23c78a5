import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { Collection } from '../../app/meta.ts'
import { offerUndo } from '../../app/undo.ts'
import { toast } from '../../ui/toast.tsx'
import { isMasked, type RecordRow, titleOf } from '../model/record.ts'
import { refreshRecords } from '../model/refresh.ts'
import { asProblem } from '../record/useWrites.ts'
import { dayText, type Ends, type Span } from './span.ts'

/** Writes both ends of a stretch at once; it stands at its new place from the moment it is let go. */
export function useSpanWrite({ entity, path }: Collection, ends: Ends | undefined) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [moving, setMoving] = useState<Readonly<Record<string, Span>>>({})
  const may = useCallback(
    (row: RecordRow) => {
      if (!ends || !entity.may.update) return false
      const isPast = row.status !== entity.states[0]?.name
      return [ends.start, ends.end].every(
        field => field.writable && !(field.fixed === true && isPast) && !isMasked(row, field.name),
      )
    },
    [entity, ends],
  )
  const write = useCallback(
    async (row: RecordRow, span: Span) => {
      if (!ends) return
      const send = (first: unknown, last: unknown, version: number) =>
        request<RecordRow>('PATCH', `/${path}/${row.id}`, {
          body: { [ends.start.name]: first ?? null, [ends.end.name]: last ?? null, version },
        })
      setMoving(now => ({ ...now, [row.id]: span }))
      try {
        const saved = await send(dayText(span.first), dayText(span.last), row.version)
        const undo = async () => {
          await send(row[ends.start.name], row[ends.end.name], saved.version)
          await refreshRecords(client)
        }
        offerUndo({ text: t('timeline.moved', { title: titleOf(entity, row) }), undo })
      } catch (error) {
        const reason = asProblem(error).message
        toast({ tone: 'risk', text: t('timeline.refused', { title: titleOf(entity, row), reason }) })
      }
      await refreshRecords(client)
      setMoving(({ [row.id]: _, ...others }) => others)
    },
    [client, ends, entity, path, t],
  )
  return { may, write, moving }
}
