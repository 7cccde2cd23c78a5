import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Combobox } from '../../controls/Combobox.tsx'
import type { Named } from '../composer/mentions.ts'
import { useMentionable } from '../composer/useMentionable.ts'

interface PickPersonProps {
  readonly path: string
  /** Of the record: only who may read it can be chosen. */
  readonly record: string
  readonly inputId: string
  readonly label: string
  readonly value: Named | null
  onChange(person: Named | null): void
}

/** One of those who may read a record, found by typing. */
export function PickPerson({ path, record, inputId, label, value, onChange }: PickPersonProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const [text, setText] = useState<string | null>(null)
  const found = useMentionable(path, record, asked ? (text ?? '') : undefined)
  const items = useMemo(
    () => (found.data ?? []).map(({ id, name }) => ({ id, label: name, lead: <Avatar name={name} size={18} /> })),
    [found.data],
  )
  const note = found.isError
    ? t('generic.control.cannotSearch')
    : t(found.isPending ? 'generic.control.searching' : 'generic.control.noMatch')
  const field = { name: 'person', kind: 'ref', label, required: false, writable: true, nullable: true, sortable: false }
  return (
    <span className="combo-host" onFocusCapture={() => setAsked(true)}>
      <Combobox
        id={inputId}
        field={{ ...field, operators: [] }}
        label={label}
        chosen={value && { id: value.id, label: value.name, lead: <Avatar name={value.name} size={18} /> }}
        items={items}
        note={note}
        clearable
        onSearch={setText}
        onChoose={item => onChange(item && { id: item.id, name: item.label })}
      />
    </span>
  )
}
