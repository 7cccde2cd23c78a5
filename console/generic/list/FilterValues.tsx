import type { FieldMeta, OptionMeta } from '@tenon/kernel/derive/meta-types.ts'
import { plainDigits } from '@tenon/kernel/fields/number/number.view.tsx'
import { X } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { FindRecord } from '../controls/FindRecord.tsx'
import { useTitle } from '../controls/useTitle.ts'
import { asSpan, type Filter, spanOf, values } from '../model/filter.ts'

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
  const word = wordOf(field)
  const isWord = word?.value === id
  const found = useTitle(field.refersTo?.path, field.refersTo?.entity, isWord ? undefined : id)
  const title = isWord ? t(word.label) : (found ?? '…')
  return (
    <li>
      <span className="ellipsis">{title}</span>
      <IconButton label={t('generic.filter.removeValue', { value: title })} size="small" onClick={onRemove}>
        <X size={13} />
      </IconButton>
    </li>
  )
}

/** Whoever asks, and where: a saved view then means each reader. */
const words: Readonly<Record<string, { readonly value: string; readonly label: string }>> = {
  'identity.member': { value: '@me', label: 'generic.filter.me' },
  'identity.site': { value: '@site', label: 'generic.filter.mySite' },
}
const wordOf = (field: FieldMeta) => words[field.refersTo?.entity ?? '']

/** Any of the records found by name. */
export function RecordValues({ field, filter, onSet }: ValueProps) {
  const { t } = useTranslation()
  const chosen = values(filter)
  const id = useId()
  const word = wordOf(field)
  return (
    <div className="filter-records">
      {word && !chosen.includes(word.value) && (
        <button type="button" className="many-option" onClick={() => onSet([...chosen, word.value].join(','))}>
          {t(word.label)}
        </button>
      )}
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

/** Several words or numbers, one beside the other. */
export function ManyTexts({ field, filter, onSet, onDone }: ValueProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(values(filter).join(', '))
  const given = text
    .split(/[,，;；\n]/)
    .map(part => (numeric.has(field.kind) ? plainDigits(part) : part.trim()))
    .filter(Boolean)
    .join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait anew.
  useEffect(() => {
    if (given === filter.value) return
    const timer = setTimeout(() => onSet(given), pause)
    return () => clearTimeout(timer)
  }, [given])
  return (
    <>
      <textarea
        className="ctl"
        rows={3}
        aria-label={field.label}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          onSet(given)
          onDone()
        }}
      />
      <p className="field-note">{t('generic.filter.severalHint')}</p>
    </>
  )
}

/** From one number to another; either may be left open. */
export function NumberSpan({ field, filter, onSet }: ValueProps) {
  const { t } = useTranslation()
  const [[from, to], setEnds] = useState(() => spanOf(filter.value))
  const given = asSpan(plainDigits(from), plainDigits(to))
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait anew.
  useEffect(() => {
    if (given === filter.value) return
    const timer = setTimeout(() => onSet(given), pause)
    return () => clearTimeout(timer)
  }, [given])
  return (
    <div className="ctl-pair filter-span">
      <input
        className="ctl num"
        inputMode="decimal"
        aria-label={t('generic.filter.from', { field: field.label })}
        placeholder={t('generic.filter.fromShort')}
        value={from}
        onChange={event => setEnds([event.target.value, to])}
      />
      <input
        className="ctl num"
        inputMode="decimal"
        aria-label={t('generic.filter.to', { field: field.label })}
        placeholder={t('generic.filter.toShort')}
        value={to}
        onChange={event => setEnds([from, event.target.value])}
      />
    </div>
  )
}
