import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { FindRecord } from '../../generic/controls/FindRecord.tsx'
import { keyOf, memberField, type Owned, type OwnedRecords, type Person, type Wish } from './leaving.ts'

interface HandOverProps {
  readonly owned: Owned
  readonly wish: Wish
  readonly problem: ApiProblem | undefined
  onChange(wish: Wish): void
}

/** Who takes over: one person for all, and others for single kinds of record where that is better. */
export function HandOver({ owned, wish, problem, onChange }: HandOverProps) {
  const { t } = useTranslation()
  const id = useId()
  const own = owned.records.filter(({ kind }) => kind !== 'follows')
  const fault = problem?.fields?.find(({ field }) => field === 'to')?.message
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('leaving.to')}</label>
        <FindRecord
          id={id}
          field={memberField('to', t('leaving.to'))}
          value={wish.to}
          onChange={to => onChange({ ...wish, to: to as Person | null })}
          invalid={fault !== undefined}
        />
        <p className="field-note">{t('leaving.toHint')}</p>
        <p role="alert" className="field-fault">
          {fault}
        </p>
      </div>
      {own.length > 0 && (
        <fieldset className="hand-over">
          <legend>{t('leaving.perKind')}</legend>
          {own.map(record => (
            <KindRow
              key={keyOf(record)}
              record={record}
              wish={wish}
              fault={problem?.fields?.find(({ field }) => field.startsWith('rules.'))?.message}
              onChange={chosen => onChange({ ...wish, rules: { ...wish.rules, [keyOf(record)]: chosen } })}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}

interface KindRowProps {
  readonly record: OwnedRecords
  readonly wish: Wish
  readonly fault: string | undefined
  onChange(chosen: Person | null | undefined): void
}

function KindRow({ record, wish, fault, onChange }: KindRowProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const id = useId()
  const chosen = wish.rules[keyOf(record)]
  const way = chosen === undefined ? 'same' : chosen === null ? 'nobody' : 'other'
  const nobody: Person = { id: '', title: '' }
  const choose = (next: string) => onChange(next === 'same' ? undefined : next === 'nobody' ? null : nobody)
  return (
    <div className="hand-over-row">
      <label htmlFor={`${id}-way`}>
        {record.label} <small>{record.fieldLabel}</small> <span className="num quiet">{number(record.count)}</span>
      </label>
      <select id={`${id}-way`} className="ctl" value={way} onChange={event => choose(event.target.value)}>
        <option value="same">{wish.to ? wish.to.title : t('leaving.same')}</option>
        <option value="other">{t('leaving.other')}</option>
        {record.mayBeNobody && <option value="nobody">{t('leaving.nobody')}</option>}
      </select>
      {way === 'other' && (
        <>
          <label className="visually-hidden" htmlFor={`${id}-other`}>
            {t('leaving.otherFor', { what: record.label })}
          </label>
          <FindRecord
            id={`${id}-other`}
            field={memberField('other', t('leaving.other'))}
            value={chosen?.id ? chosen : null}
            onChange={person => onChange((person as Person | null) ?? nobody)}
            invalid={fault !== undefined}
            autoFocus
          />
          {fault && <p className="field-fault">{fault}</p>}
        </>
      )}
    </div>
  )
}
