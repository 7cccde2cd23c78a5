import { useQuery } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useEffect, useRef } from 'react'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { ConflictPicker } from '../../ui/ConflictPicker.tsx'
import type { RecordRow } from '../model/record.ts'
import { lastChangeOf } from './activity/versions.ts'
import { historyOptions } from './queries.ts'
import { Shown } from './Shown.tsx'

/** Enough of the history to find who wrote a value while somebody else typed. */
const looked = 20

/** Who wrote one of these fields last, and when: undefined until the history has told. */
export function useWriter({ path }: Collection, id: string, fields: readonly string[], version: number) {
  const formats = useFormats()
  const { data } = useQuery({
    ...historyOptions(path, id, looked),
    queryKey: ['history', path, id, looked, version],
  })
  const entry = lastChangeOf(data?.data ?? [], fields)
  return entry && { name: entry.actor.name, at: formats.instant(entry.at) }
}

interface FieldConflictProps {
  readonly collection: Collection
  readonly id: string
  readonly field: FieldMeta
  readonly mine: unknown
  readonly theirs: RecordRow
  readonly busy: boolean
  onMine(): void
  onTheirs(): void
}

/** One field that two people changed: both values, by whom and when the other was saved. */
export function FieldConflict(props: FieldConflictProps) {
  const { collection, id, field, mine, theirs, busy, onMine, onTheirs } = props
  const by = useWriter(collection, id, [field.name], theirs.version)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className="inline-conflict">
      <ConflictPicker
        busy={busy}
        by={by}
        fields={[
          {
            name: field.name,
            label: field.label,
            mine: <Shown field={field} value={mine} />,
            theirs: <Shown field={field} value={theirs[field.name]} />,
          },
        ]}
        onChoose={sides => (sides[field.name] === 'mine' ? onMine() : onTheirs())}
      />
    </div>
  )
}
