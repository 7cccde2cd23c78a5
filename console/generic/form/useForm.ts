import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { Collection } from '../../app/meta.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { toast } from '../../ui/toast.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { type RecordRow, titleOf } from '../model/record.ts'
import { refreshRecords } from '../model/refresh.ts'
import { mayEdit } from '../record/mayEdit.ts'
import { asProblem } from '../record/useWrites.ts'
import { focusProblem } from './FieldRow.tsx'
import type { Values } from './problems.ts'
import { useDraft } from './useDraft.ts'
import { bodyOf, defaultsOf, useFields } from './useFields.ts'
import { useSendKey } from './useSendKey.ts'

const pick = (fields: readonly { readonly name: string }[], row: RecordRow): Values =>
  Object.fromEntries(fields.map(({ name }) => [name, row[name] ?? null]))

/** A create or an update from what is typed to what the server says, with a draft and one effect for two presses. */
export function useForm(
  collection: Collection,
  record: RecordRow | undefined,
  form: RefObject<HTMLFormElement | null>,
) {
  const { entity, path, facet } = collection
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const shown = useMemo(
    () =>
      entity.fields.filter(field =>
        record ? mayEdit(collection, record, field) : field.writable && field.name !== facet?.field,
      ),
    [entity, record, collection, facet],
  )
  const initial = useMemo(() => (record ? pick(shown, record) : defaultsOf(shown)), [shown, record])
  const fields = useFields(shown, initial)
  const draft = useDraft(fields, path, record?.id, record?.version ?? null)
  const once = useSendKey()
  const [state, setState] = useState({ busy: false, sent: false, another: false, round: 0 })
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [stale, setStale] = useState<RecordRow | null>(null)
  const patch = (next: Partial<typeof state>) => setState(before => ({ ...before, ...next }))

  const send = (version: number | undefined) => {
    if (record) {
      const body = { ...bodyOf(shown, fields.values, initial), version }
      return request<RecordRow>('PATCH', `/${path}/${record.id}`, { body })
    }
    const body = bodyOf(shown, fields.values)
    return once(body, idempotencyKey => request<RecordRow>('POST', `/${path}`, { body, idempotencyKey }))
  }

  const finish = (row: RecordRow) => {
    draft.drop()
    refreshRecords(client)
    toast({ text: t(record ? 'generic.form.saved' : 'generic.form.created', { title: titleOf(entity, row) }) })
    if (state.another && !record) {
      fields.reset(defaultsOf(shown))
      patch({ busy: false, round: state.round + 1 })
      return
    }
    flushSync(() => patch({ busy: false, sent: true }))
    navigate({ to: recordAddress(path, row.id) as never, replace: true })
  }
  const refuse = (error: unknown) => {
    const refused = asProblem(error)
    const current = refused.body.current as RecordRow | undefined
    const isThere = current && Object.keys(bodyOf(shown, fields.values, pick(shown, current))).length === 0
    // Saved before, by a request whose answer was lost.
    if (refused.code === 'STALE' && isThere) return finish(current)
    if (refused.code === 'STALE' && current) setStale(current)
    else {
      fields.refuse(refused)
      if (!refused.fields?.length) setProblem(refused)
      focusProblem(form.current)
    }
    patch({ busy: false })
  }
  const submit = async (version = record?.version) => {
    if (state.busy) return
    setProblem(null)
    if (!fields.check()) return focusProblem(form.current)
    patch({ busy: true })
    try {
      finish(await send(version))
    } catch (error) {
      refuse(error)
    }
  }
  return {
    fields,
    shown,
    draft,
    problem,
    stale,
    ...state,
    submit: () => submit(),
    setAnother: (another: boolean) => patch({ another }),
    /** Back to what the form opened with. */
    discard: () => {
      draft.drop()
      fields.reset(initial)
      patch({ round: state.round + 1 })
    },
    keepMine: () => {
      const version = stale?.version
      setStale(null)
      submit(version)
    },
    useTheirs: async () => {
      draft.drop()
      setStale(null)
      await refreshRecords(client)
      if (stale) fields.reset(pick(shown, stale))
      patch({ round: state.round + 1 })
    },
  }
}
