import { useQueryClient } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { referenceId } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { useEffect, useRef, useState } from 'react'
import { useMeta } from '../../app/meta.ts'
import { isEmpty, type RecordRow, titleOf } from '../model/record.ts'
import { recordOptions } from '../record/queries.ts'
import type { Fields } from './useFields.ts'

/** By field, the record its value was taken over from. */
export type Followed = Readonly<Record<string, string>>

const followersOf = (fields: readonly FieldMeta[], reference: string) =>
  fields.flatMap(field => {
    const [name, source = ''] = field.follows?.split('.') ?? []
    return name === reference ? [{ field: field.name, source }] : []
  })

/** A new form takes over what the chosen record already says, where nobody has typed anything else. */
export function useFollow(shown: readonly FieldMeta[], fields: Fields, active: boolean): Followed {
  const client = useQueryClient()
  const meta = useMeta()
  const [followed, setFollowed] = useState<Followed>({})
  /** What was taken over: as long as it stands there, another choice may replace it. */
  const taken = useRef<Record<string, unknown>>({})
  const latest = useRef(fields)
  latest.current = fields
  const names = active ? [...new Set(shown.flatMap(({ follows }) => follows?.split('.')[0] ?? []))] : []
  const chosen = names.map(name => (isEmpty(fields.values[name]) ? '' : referenceId(fields.values[name])))

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice brings other values.
  useEffect(() => {
    const take = (name: string, row: RecordRow, title: string) => {
      for (const { field, source } of followersOf(shown, name)) {
        const now = latest.current.values[field]
        const isOwn = !isEmpty(now) && now !== taken.current[field]
        if (isOwn || isEmpty(row[source])) continue
        taken.current[field] = row[source]
        latest.current.set(field, row[source])
        setFollowed(all => ({ ...all, [field]: title }))
      }
    }
    let isLeft = false
    names.forEach(async (name, at) => {
      const target = shown.find(field => field.name === name)?.refersTo
      const entity = target && meta.entities[target.entity]
      const id = chosen[at]
      if (!entity || !id) return
      const row = await client.fetchQuery(recordOptions(target.path, id, entity)).catch(() => undefined)
      if (row && !isLeft) take(name, row, titleOf(entity, row))
    })
    return () => {
      isLeft = true
    }
  }, [chosen.join()])
  const stands = Object.entries(followed).filter(([name]) => fields.values[name] === taken.current[name])
  return Object.fromEntries(stands)
}
