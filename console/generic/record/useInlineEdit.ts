import { useQueryClient } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { Collection } from '../../app/meta.ts'
import { toast } from '../../ui/toast.tsx'
import { faults, useProblemText } from '../form/problems.ts'
import { bodyValue, type RecordRow } from '../model/record.ts'
import { refreshRecords } from '../model/refresh.ts'
import { recordKey } from './queries.ts'
import { asProblem } from './useWrites.ts'

/** One field of a record being changed: shown at once, taken back when the server refuses, undone from the toast. */
export function useInlineEdit({ path }: Collection, row: RecordRow, field: FieldMeta, onDone: () => void) {
  const client = useQueryClient()
  const { t } = useTranslation()
  const sentence = useProblemText()
  const [value, setValue] = useState<unknown>(row[field.name] ?? null)
  const [problem, setProblem] = useState<string>()
  const [conflict, setConflict] = useState<RecordRow>()
  const busy = useRef(false)
  const key = recordKey(path, row.id)
  const body = (of: unknown) => bodyValue(of, field) ?? null
  const same = (one: unknown, other: unknown) => JSON.stringify(body(one)) === JSON.stringify(body(other))

  const write = async (next: unknown, version: number) => {
    const saved = await request<RecordRow>('PATCH', `/${path}/${row.id}`, {
      body: { [field.name]: body(next), version },
    })
    await refreshRecords(client)
    return saved
  }
  const undo = (saved: RecordRow) => async () => {
    await write(row[field.name] ?? null, saved.version)
  }
  const send = async (version: number) => {
    busy.current = true
    const before = client.getQueryData<RecordRow>(key)
    client.setQueryData<RecordRow>(key, old => old && { ...old, [field.name]: value })
    try {
      const saved = await write(value, version)
      // What a secret was before nobody knows, so only another change follows it.
      const back = field.kind === 'secret' ? {} : { undo: undo(saved) }
      toast({ text: t('generic.record.saved', { field: field.label }), ...back })
      onDone()
    } catch (error) {
      client.setQueryData(key, before)
      refuse(error)
    } finally {
      busy.current = false
    }
  }
  const takeCurrent = async () => {
    await refreshRecords(client)
    onDone()
  }
  const refuse = (error: unknown) => {
    const refused = asProblem(error)
    const current = refused.body.current as RecordRow | undefined
    // Saved before, by a request whose answer was lost.
    if (refused.code === 'STALE' && current && same(current[field.name], value)) return takeCurrent()
    if (refused.code === 'STALE' && current) setConflict(current)
    else
      setProblem(refused.fields?.[0]?.message ?? (refused.detail || refused.title || t('generic.form.unansweredText')))
  }
  const save = () => {
    if (busy.current || conflict) return
    const text = typeof value === 'string' && value.trim() === '' ? null : value
    if (same(text, row[field.name])) return onDone()
    const fault = faults(field, text)[0]
    if (fault) return setProblem(sentence(fault[1]))
    send(row.version)
  }
  return {
    value,
    problem,
    conflict,
    save,
    set: (next: unknown) => {
      setValue(next)
      setProblem(undefined)
    },
    keepMine: () => conflict && send(conflict.version),
    useTheirs: takeCurrent,
  }
}
