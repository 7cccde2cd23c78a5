import type { FieldMeta, OptionMeta } from '@tenon/kernel/derive/meta-types.ts'
import { plainDigits } from '@tenon/kernel/fields/number/number.view.tsx'
import { X } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { FindRecord } from '../controls/FindRecord.tsx'
import { useTitle } from '../controls/useTitle.ts'
import { type Filter, values } from '../model/filter.ts'

interface ValueProps {
  readonly field: FieldMeta
  readonly filter: Filter
  onSet(value: string): void
  onDone(): void
}

interface OptionValuesProps extends ValueProps {
  readonly options: readonly OptionMeta[]
  readonly single?: boolean
}

/** A closed set as tick boxes; radio buttons where only one can be meant. */
export function OptionValues({ field, filter, onSet, options, single }: OptionValuesProps) {
  const chosen = values(filter)
  const flip = (value: string) => {
    if (single) return onSet(value)
    onSet((chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value]).join(','))
  }
  return (
    <fieldset className="filter-options" aria-label={field.label}>
      {options.map(({ value, label, tone }) => (
        <label key={value}>
          <input
            className="tick"
            type={single ? 'radio' : 'checkbox'}
            checked={chosen.includes(value)}
            onChange={() => flip(value)}
          />
          {tone && <StatusGlyph tone={tone} />}
          <span className="ellipsis">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

function PickedRecord({ field, id, onRemove }: { readonly field: FieldMeta; readonly id: string; onRemove(): void }) {
  const { t } = useTranslation()
  const title = useTitle(field.refersTo?.path, field.refersTo?.entity, id) ?? '…'
  return (
    <li>
      <span className="ellipsis">{title}</span>
      <IconButton label={t('generic.filter.removeValue', { value: title })} size="small" onClick={onRemove}>
        <X size={13} />
      </IconButton>
    </li>
  )
}

/** Any of the records found by name. */
export function RecordValues({ field, filter, onSet }: ValueProps) {
  const chosen = values(filter)
  const id = useId()
  return (
    <div className="filter-records">
      <FindRecord
        id={id}
        field={{ ...field, required: true }}
        value={null}
        label={field.label}
        onChange={found => onSet([...new Set([...chosen, (found as { id: string }).id])].join(','))}
      />
      <ul>
        {chosen.map(value => (
          <PickedRecord
            key={value}
            field={field}
            id={value}
            onRemove={() => onSet(chosen.filter(other => other !== value).join(','))}
          />
        ))}
      </ul>
    </div>
  )
}

const pause = 250
const numeric = new Set(['integer', 'decimal', 'money'])

/** Words and numbers apply a moment after the last key, and at once on Enter. */
export function TextValue({ field, filter, onSet, onDone }: ValueProps) {
  const [text, setText] = useState(filter.value)
  const number = numeric.has(field.kind)
  const value = number ? plainDigits(text) : text.trim()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait anew.
  useEffect(() => {
    if (value === filter.value) return
    const timer = setTimeout(() => onSet(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return (
    <input
      className="ctl"
      aria-label={field.label}
      inputMode={number ? 'decimal' : 'text'}
      value={text}
      onChange={event => setText(event.target.value)}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault() // the button that gets the focus back must not be pressed by the same key
        onSet(value)
        onDone()
      }}
    />
  )
}
