import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { Line, Panel } from '../settings/Panel.tsx'
import type { PolicyDraft } from './policy.ts'

interface SecondFactorPolicyProps {
  readonly draft: PolicyDraft
  readonly disabled: boolean
  onChange(draft: PolicyDraft): void
}
const choices = ['optional', 'requiredForRoles', 'required'] as const

interface RoleRow {
  readonly id: string
  readonly name: string
}

export function SecondFactorPolicy({ draft, disabled, onChange }: SecondFactorPolicyProps) {
  const { t } = useTranslation()
  const name = useId()
  return (
    <Panel title={t('security.factor.title')} text={t('security.factor.text')}>
      {choices.map(choice => (
        <Line key={choice} title={<label htmlFor={`${name}-${choice}`}>{t(`security.factor.${choice}`)}</label>}>
          <input
            id={`${name}-${choice}`}
            type="radio"
            name={name}
            className="tick"
            checked={draft.secondFactor === choice}
            disabled={disabled}
            onChange={() => onChange({ ...draft, secondFactor: choice })}
          />
        </Line>
      ))}
      {draft.secondFactor === 'requiredForRoles' && (
        <Roles
          chosen={draft.secondFactorRoles}
          disabled={disabled}
          onChange={secondFactorRoles => onChange({ ...draft, secondFactorRoles })}
        />
      )}
    </Panel>
  )
}

interface RolesProps {
  readonly chosen: readonly string[]
  readonly disabled: boolean
  onChange(chosen: readonly string[]): void
}

function Roles({ chosen, disabled, onChange }: RolesProps) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['security', 'roles'],
    queryFn: ({ signal }) =>
      request<{ data: readonly RoleRow[] }>('GET', '/roles', { query: { sort: 'name', 'page[size]': 200 }, signal }),
  })
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter(each => each !== id) : [...chosen, id])
  return (
    <fieldset className="policy-roles" disabled={disabled}>
      <legend className="visually-hidden">{t('security.factor.roles')}</legend>
      <div className="many">
        {data?.data.map(role => (
          <button
            key={role.id}
            type="button"
            className="many-option"
            aria-pressed={chosen.includes(role.id)}
            onClick={() => toggle(role.id)}
          >
            {role.name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
