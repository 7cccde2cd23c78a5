import { Button } from 'antd'
import { GitMerge } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './conflict.css'

export type Side = 'mine' | 'theirs'

export interface ConflictingField {
  readonly name: string
  readonly label: string
  /** Both values in the form people read them in. */
  readonly mine: ReactNode
  readonly theirs: ReactNode
}

interface ConflictPickerProps {
  readonly fields: readonly ConflictingField[]
  /** Who saved first and when, already in words; undefined while that is not known. */
  readonly by?: { readonly name: string; readonly at?: string | undefined } | undefined
  readonly busy?: boolean
  /** With a side for every field. */
  onChoose(sides: Readonly<Record<string, Side>>): void
  /** Beside the button that saves: a way to go on without choosing. */
  readonly extra?: ReactNode
}

/** Somebody saved first: both values of each field side by side, one to choose of each; nothing typed is lost. */
export function ConflictPicker({ fields, by, busy = false, onChoose, extra }: ConflictPickerProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const sideOf = (name: string): Side => chosen[name] ?? 'mine'
  const all = (side: Side) => Object.fromEntries(fields.map(({ name }) => [name, side]))
  return (
    <section className="conflict tone-processing" role="alert">
      <p className="conflict-words">
        <GitMerge size={16} aria-hidden />
        <span>
          <b>{by ? t('conflict.title', { name: by.name }) : t('conflict.titleNobody')}</b>
          <span>{t('conflict.text')}</span>
        </span>
      </p>
      {fields.map(field => (
        <Choice
          key={field.name}
          field={field}
          side={sideOf(field.name)}
          theirs={by?.at ? t('conflict.by', { name: by.name, at: by.at }) : (by?.name ?? t('conflict.theirs'))}
          onSide={side => setChosen({ ...chosen, [field.name]: side })}
        />
      ))}
      <p className="conflict-end">
        <Button type="primary" size="small" loading={busy} onClick={() => onChoose({ ...all('mine'), ...chosen })}>
          {t('conflict.save')}
        </Button>
        {fields.length > 1 && (
          <>
            <Button size="small" type="text" onClick={() => setChosen(all('mine'))}>
              {t('conflict.allMine')}
            </Button>
            <Button size="small" type="text" onClick={() => setChosen(all('theirs'))}>
              {t('conflict.allTheirs')}
            </Button>
          </>
        )}
        {extra}
      </p>
    </section>
  )
}

interface ChoiceProps {
  readonly field: ConflictingField
  readonly side: Side
  /** Above the other's value. */
  readonly theirs: string
  onSide(side: Side): void
}

function Choice({ field, side, theirs, onSide }: ChoiceProps) {
  const { t } = useTranslation()
  const name = useId()
  const sides = [
    { key: 'mine', label: t('conflict.mine'), value: field.mine },
    { key: 'theirs', label: theirs, value: field.theirs },
  ] as const
  return (
    <fieldset className="conflict-field">
      <legend>
        {field.label}
        <span className="visually-hidden">{t('conflict.choose', { field: field.label })}</span>
      </legend>
      {sides.map(({ key, label, value }) => (
        <label key={key} className="conflict-side" data-chosen={side === key}>
          <input type="radio" name={name} checked={side === key} onChange={() => onSide(key)} />
          <span>
            <small>{label}</small>
            <span className="conflict-value">{value}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
