import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { toast } from '../../ui/toast.tsx'
import { useCellWrite } from '../list/useCellWrite.ts'
import { type RecordRow, titleOf } from '../model/record.ts'
import { useRunAction } from '../record/useRunAction.tsx'
import { fieldValue, type Lane, type Move, moveOf } from './lanes.ts'

/** Brings records from lane to lane: an action's form opens where it asks something, a value is written at once. */
export function useMoves({ entity, path }: Collection, field: FieldMeta | undefined) {
  const { t } = useTranslation()
  const write = useCellWrite(path)
  const { start, panel } = useRunAction(path, entity)
  const to = useCallback(
    (row: RecordRow, lane: Lane): Move => (field ? moveOf(entity, field, row, lane.key) : undefined),
    [entity, field],
  )
  const move = useCallback(
    async (row: RecordRow, lane: Lane) => {
      const how = to(row, lane)
      if (!field || !how) return
      if (how.by === 'action') return start({ id: row.id, title: titleOf(entity, row), action: how.action })
      const refused = await write(row, field, fieldValue(field, lane.key))
      if (refused)
        toast({ tone: 'risk', text: t('board.refused', { title: titleOf(entity, row), reason: refused.message }) })
    },
    [to, field, start, write, entity, t],
  )
  return { to, move, panel }
}
export type Moves = ReturnType<typeof useMoves>
