import { useQueryClient } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { Collection } from '../../app/meta.ts'
import { offerUndo } from '../../app/undo.ts'
import { faults, useProblemText } from '../form/problems.ts'
import { bodyValue, type RecordRow } from '../model/record.ts'
import { refreshRecords } from '../model/refresh.ts'
import { recordKey } from './queries.ts'
import { asProblem } from './useWrites.ts'

/**
 * One field of a record being changed: shown at once, taken back when the server refuses, undone from the toast. What
 * others save meanwhile is only a conflict where it is this field.
 */
export function useInlineEdit({ path }: Collection, row: RecordRow, field: FieldMeta, onDone: () => void) {
  const client = useQueryClient()
  const { t } = useTranslation()
  const sentence = useProblemText()
  // The record as it was when the typing began: it goes on changing on screen while others save.
  const base = useRef(row)
  const [typed, setTyped] = useState<{ readonly value: unknown }>()
  const [problem, setProblem] = useState<string>()
  const [conflict, setConflict] = useState<RecordRow>()
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)
  const value = typed ? typed.value : (row[field.name] ?? null)
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
  const told = (saved: RecordRow, before: unknown) => {
    const text = t('generic.record.saved', { field: field.label })
    // What a secret was before nobody knows, so only another change follows it.
    if (field.kind !== 'secret') offerUndo({ text, undo: async () => void (await write(before, saved.version)) })
  }
  const finish = () => {
    setTyped(undefined)
    setProblem(undefined)
    setConflict(undefined)
    onDone()
  }
  const send = async (next: unknown, version: number): Promise<void> => {
    sending.current = true
    setBusy(true)
    const from = base.current[field.name] ?? null
    const before = client.getQueryData<RecordRow>(key)
    client.setQueryData<RecordRow>(key, old => old && { ...old, [field.name]: next })
    try {
      told(await write(next, version), from)
      finish()
    } catch (error) {
      client.setQueryData(key, before)
      await refused(error, next)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  const takeCurrent = async () => {
    finish()
    await refreshRecords(client)
  }
  const refused = (error: unknown, next: unknown) => {
    const fault = asProblem(error)
    const current = fault.body.current as RecordRow | undefined
    if (fault.code !== 'STALE' || !current)
      return setProblem(fault.fields?.[0]?.message ?? (fault.detail || fault.title || t('generic.form.unansweredText')))
    // Saved before, by a request whose answer was lost.
    if (same(current[field.name], next)) return takeCurrent()
    // Another field of the record was changed: this one may still be.
    if (same(current[field.name], base.current[field.name])) return send(next, current.version)
    setConflict(current)
  }
  const save = () => {
    if (sending.current || conflict) return
    const next = typeof value === 'string' && value.trim() === '' ? null : value
    if (same(next, base.current[field.name])) return finish()
    const fault = faults(field, next)[0]
    if (fault) return setProblem(sentence(fault[1]))
    const isOthers = !same(row[field.name], base.current[field.name])
    if (isOthers && !same(row[field.name], next)) return setConflict(row)
    setProblem(undefined)
    onDone()
    send(next, row.version)
  }
  return {
    value,
    problem,
    conflict,
    busy,
    save,
    start: () => {
      base.current = row
      setTyped({ value: row[field.name] ?? null })
      setProblem(undefined)
    },
    cancel: finish,
    set: (next: unknown) => {
      setTyped({ value: next })
      setProblem(undefined)
    },
    keepMine: () => conflict && send(value, conflict.version),
    takeTheirs: takeCurrent,
  }
}
