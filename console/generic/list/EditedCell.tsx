import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { lazy, Suspense } from 'react'
import type { RecordRow } from '../model/record.ts'
import type { CellEditing } from './useCells.ts'

const CellEditor = lazy(() => import('./CellEditor.tsx'))

/** The control of a cell, loaded when the first cell is edited; keys typed meanwhile are not lost on another one. */
export function EditedCell(props: {
  readonly editing: CellEditing
  readonly row: RecordRow
  readonly field: FieldMeta
}) {
  return (
    <Suspense fallback={<span className="cell-editor" />}>
      <CellEditor {...props} />
    </Suspense>
  )
}
