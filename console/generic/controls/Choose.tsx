import type { OptionMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { ChooseProps } from '@tenon/kernel/fields/field-view.ts'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { mustHave } from '../model/record.ts'
import { Combobox, type ComboItem } from './Combobox.tsx'
import { useMatches } from './sounds.ts'

const itemOf = ({ value, label, tone }: OptionMeta): ComboItem => ({
  id: value,
  label,
  ...(tone && { lead: <StatusGlyph tone={tone} /> }),
})

/** A pasted word that is no option stays in sight, so that its cell shows what is wrong. */
const unknown = (value: unknown): ComboItem | null =>
  typeof value === 'string' && value !== '' ? { id: value, label: value } : null

/** One of a closed set. */
export function Choose({ options, value, onChange, ...control }: ChooseProps) {
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const all = useMemo(() => options.map(itemOf), [options])
  const matches = useMatches(text ?? '')
  const items = useMemo(
    () => all.filter(({ label }) => text === null || text.trim() === '' || matches(label, text)),
    [all, text, matches],
  )
  return (
    <Combobox
      {...control}
      chosen={all.find(({ id }) => id === value) ?? unknown(value)}
      items={items}
      note={t('generic.control.noMatch')}
      clearable={!mustHave(control.field)}
      onSearch={setText}
      onChoose={item => onChange(item?.id ?? null)}
    />
  )
}

/** Several of a closed set: each a switch, so that what is on and what is not are both in sight. */
export function ChooseMany({ options, value, onChange, id, field, describedBy, autoFocus }: ChooseProps) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  const flip = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter(other => other !== option) : [...chosen, option]
    onChange(next.length === 0 && field.nullable ? null : next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot carry the label that stands above every control.
    <div className="many" role="group" id={id} aria-label={field.label} aria-describedby={describedBy}>
      {options.map((option, at) => (
        <button
          key={option.value}
          type="button"
          className="many-option"
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked to edit this one value.
          autoFocus={autoFocus === true && at === 0}
          aria-pressed={chosen.includes(option.value)}
          onClick={() => flip(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
