import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ControlProps, Found } from '@tenon/kernel/fields/field-view.ts'
import { referenceId } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { foundOf, type RecordRow } from '../model/record.ts'
import { Combobox } from './Combobox.tsx'
import { useMatches } from './sounds.ts'
import { useTitle } from './useTitle.ts'

const offered = 20

/** Records of a collection whose search fields match; the first ones while nothing is typed. */
export function useFound(path: string, entity: string, search: string, enabled = true) {
  const meta = useMeta().entities[entity]
  return useQuery({
    queryKey: ['found', path, search],
    queryFn: async ({ signal }) => {
      const query = { search: search || undefined, 'page[size]': offered }
      const { data } = await request<{ data: RecordRow[] }>('GET', `/${path}`, { query, signal })
      return data.map(row => foundOf(meta, row))
    },
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** Picks a record by typing a part of what it is called. */
export function FindRecord({ value, onChange, ...control }: ControlProps) {
  const { t } = useTranslation()
  const { path = '', entity = '' } = control.field.refersTo ?? {}
  const [text, setText] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const search = useDeferredValue(text ?? '')
  const found = useFound(path, entity, search, asked)
  const title = useTitle(path, entity, value)
  const typed = text ?? ''
  const isAnswer = search === typed && !found.isPlaceholderData
  const first = useFound(path, entity, '', asked)
  const matches = useMatches(typed)
  const items = useMemo(() => {
    const named = (records: readonly Found[] = []) => records.map(({ id, title }) => ({ id, label: title }))
    // Until the answer to what is typed has come, only what fits it: Enter must never take a record of an older list.
    const known = isAnswer ? named(found.data) : named(found.data).filter(({ label }) => matches(label, typed))
    const sounding = typed === '' ? [] : named(first.data).filter(({ label }) => matches(label, typed))
    return [...known, ...sounding.filter(({ id }) => !known.some(each => each.id === id))]
  }, [found.data, first.data, isAnswer, typed, matches])
  const note = found.isError
    ? t('generic.control.cannotSearch')
    : found.isPending || !isAnswer
      ? t('generic.control.searching')
      : t('generic.control.noMatch')
  const id = value == null ? null : referenceId(value)
  return (
    <span className="combo-host" onFocusCapture={() => setAsked(true)} onPointerEnter={() => setAsked(true)}>
      <Combobox
        {...control}
        chosen={id === null ? null : { id, label: title ?? '…' }}
        items={items}
        note={note}
        clearable={!control.field.required}
        onSearch={setText}
        onChoose={item => onChange(item ? ({ id: item.id, title: item.label } satisfies Found) : null)}
      />
    </span>
  )
}
