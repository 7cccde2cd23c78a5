import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { toast } from '../../ui/toast.tsx'
import { useCellWrite } from '../list/useCellWrite.ts'
import { isMasked, type RecordRow, titleOf } from '../model/record.ts'

/** Puts records on other days: written at once, taken back with a reason when refused, undone like any cell. */
export function useDayMoves({ entity, path }: Collection, field: FieldMeta | undefined) {
  const { t } = useTranslation()
  const write = useCellWrite(path)
  const may = useCallback(
    (row: RecordRow) => {
      if (field?.kind !== 'date' || !field.writable || !entity.may.update) return false
      const isFixed = field.fixed === true && row.status !== entity.states[0]?.name
      return !isFixed && !isMasked(row, field.name)
    },
    [entity, field],
  )
  const move = useCallback(
    async (row: RecordRow, day: string) => {
      if (!field || row[field.name] === day) return
      const title = titleOf(entity, row)
      if (!may(row)) return toast({ tone: 'issue', text: t('calendar.fast', { title, field: field.label }) })
      const refused = await write(row, field, day)
      if (refused) toast({ tone: 'risk', text: t('calendar.refused', { title, reason: refused.message }) })
    },
    [entity, field, may, write, t],
  )
  return { may, move }
}
export type DayMoves = ReturnType<typeof useDayMoves>
