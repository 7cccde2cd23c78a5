import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type RefObject, useEffect, useMemo, useState } from 'react'
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
import { askedOf } from './asked.ts'
import { focusProblem } from './FieldRow.tsx'
import type { Values } from './problems.ts'
import { useDraft } from './useDraft.ts'
import { bodyOf, defaultsOf, useFields } from './useFields.ts'
import { useFollow } from './useFollow.ts'
import { useGiven } from './useGiven.ts'
import { useSendKey } from './useSendKey.ts'
import { useServerCheck } from './useServerCheck.ts'

/** The fields' values, and those of the fields they depend on. */
function pick(fields: readonly FieldMeta[], row: RecordRow): Values {
  const names = new Set(fields.flatMap(({ name, when = {} }) => [name, ...Object.keys(when)]))
  return Object.fromEntries([...names].map(name => [name, row[name] ?? null]))
}

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
  const given = useGiven(shown)
  const initial = useMemo(
    () => (record ? pick(shown, record) : { ...defaultsOf(shown), ...given }),
    [shown, record, given],
  )
  const fields = useFields(shown, initial)
  const body = () => bodyOf(shown, fields.values, record && initial)
  const known = useServerCheck(path, record?.id, fields, body)
  const followed = useFollow(shown, fields, !record)
  const draft = useDraft(fields, path, record?.id, record?.version ?? null)
  const once = useSendKey()
  const [state, setState] = useState({ busy: false, sent: false, another: false, round: 0 })
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [stale, setStale] = useState<RecordRow | null>(null)
  const patch = (next: Partial<typeof state>) => setState(before => ({ ...before, ...next }))

  const send = (version: number | undefined, given = body()) => {
    if (record) return request<RecordRow>('PATCH', `/${path}/${record.id}`, { body: { ...given, version } })
    return once(given, idempotencyKey => request<RecordRow>('POST', `/${path}`, { body: given, idempotencyKey }))
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
      setProblem(refused.fields?.length ? null : refused)
      focusProblem(form.current)
    }
    patch({ busy: false })
  }
  const submit = async (version = record?.version, given?: Values) => {
    if (state.busy) return
    if (!fields.check()) return focusProblem(form.current)
    patch({ busy: true })
    try {
      const row = await send(version, given)
      setProblem(null)
      finish(row)
    } catch (error) {
      refuse(error)
    }
  }
  // Something else is about to be sent: what was refused, or waits to be sent again, is no more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed takes it away.
  useEffect(() => setProblem(null), [fields.values])
  return {
    fields,
    shown,
    asked: askedOf(shown, fields.values),
    initial,
    known,
    followed,
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
    /** Of each field in conflict, what the person chose: theirs is in the record already. */
    settle: (sides: Readonly<Record<string, 'mine' | 'theirs'>>) => {
      if (!stale) return
      const theirs = pick(shown, stale)
      const lost = Object.keys(sides).filter(name => sides[name] === 'theirs')
      for (const name of lost) fields.set(name, theirs[name])
      const mine = Object.fromEntries(Object.entries(body()).filter(([name]) => !lost.includes(name)))
      setStale(null)
      submit(stale.version, mine)
    },
  }
}
