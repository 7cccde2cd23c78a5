import type { Collection } from '../../app/meta.ts'
import type { RecordRow } from '../model/record.ts'
import { Activity } from './activity/Activity.tsx'

interface HistoryProps {
  readonly collection: Collection
  readonly row: RecordRow
}

/** Who changed what, to read: for pages whose record is not put back field by field. */
export function History({ collection, row }: HistoryProps) {
  const { entity } = collection
  const readOnly = { ...collection, entity: { ...entity, may: { ...entity.may, update: false } } }
  return <Activity collection={readOnly} row={row} shown="changes" />
}
