import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { toast } from '../../ui/toast.tsx'
import { NoLines, Panel } from '../settings/Panel.tsx'
import { type AddressRule, type Policy, policyQuery, type Simulation, savePolicy } from './policy.ts'
import { Simulated } from './Simulated.tsx'

interface AddressRulesProps {
  readonly policy: Policy
  readonly mayChange: boolean
}
const trialMinutes = 10

function useRules(policy: Policy) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [rules, setRules] = useState<readonly AddressRule[]>(policy.trial?.addressRules ?? policy.addressRules)
  const [simulation, setSimulation] = useState<Simulation>()
  const [problem, setProblem] = useState<ApiProblem>()
  const attempt = async (work: () => Promise<void>) => {
    setProblem(undefined)
    try {
      await work()
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      setProblem(failure)
    }
  }
  const change = (next: readonly AddressRule[]) => {
    setRules(next)
    setSimulation(undefined)
    setProblem(undefined)
  }
  const sent = () => rules.map(rule => ({ ...rule, cidr: rule.cidr.trim() }))
  const simulate = () =>
    attempt(async () => {
      const body = { addressRules: sent() }
      setSimulation(await request<Simulation>('POST', '/security/policy/simulate', { body }))
    })
  const save = () =>
    attempt(async () => {
      // No rules let everyone in: there is nothing to try.
      const trial = rules.length > 0 ? { trialMinutes } : {}
      queries.setQueryData(policyQuery.queryKey, await savePolicy(policy, { addressRules: sent(), ...trial }))
      toast({ text: t(rules.length > 0 ? 'security.address.onTrial' : 'security.saved') })
    })
  const isDirty = JSON.stringify(rules) !== JSON.stringify(policy.trial?.addressRules ?? policy.addressRules)
  return { rules, change, simulation, simulate, problem, save, isDirty }
}

/** From where one may work. Changed rules hold on trial first, so that nobody shuts themselves out for good. */
export function AddressRules({ policy, mayChange }: AddressRulesProps) {
  const { t } = useTranslation()
  const { rules, change, simulation, simulate, problem, save, isDirty } = useRules(policy)
  const faultOf = (at: number) => problem?.fields?.find(({ field }) => field.startsWith(`addressRules.${at}.`))?.message
  const put = (at: number, rule: AddressRule) => change(rules.map((each, i) => (i === at ? rule : each)))
  const move = (at: number, by: number) => {
    const next = [...rules]
    next.splice(at + by, 0, ...next.splice(at, 1))
    change(next)
  }
  const add = (cidr = '') => change([...rules, { cidr, effect: 'allow' }])
  return (
    <Panel
      title={t('security.address.title')}
      text={t('security.address.text')}
      extra={
        mayChange && (
          <Button icon={<Plus size={14} />} onClick={() => add()}>
            {t('security.address.add')}
          </Button>
        )
      }
    >
      {rules.length === 0 && <NoLines>{t('security.address.none')}</NoLines>}
      {rules.map((rule, at) => (
        <RuleLine
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own, only their place.
          key={at}
          rule={rule}
          place={at + 1}
          disabled={!mayChange}
          fault={faultOf(at)}
          onChange={next => put(at, next)}
          onRemove={() => change(rules.filter((_, i) => i !== at))}
          onUp={at > 0 ? () => move(at, -1) : undefined}
          onDown={at < rules.length - 1 ? () => move(at, 1) : undefined}
        />
      ))}
      {simulation && <Simulated simulation={simulation} />}
      {mayChange && (
        <div className="panel-foot">
          <p role="alert" className={problem ? 'field-fault' : 'quiet'}>
            {problem
              ? (problem.fields?.[0]?.message ?? (problem.detail || problem.title))
              : t('security.address.yours', { address: policy.address })}
          </p>
          {rules.length === 0 && <Button onClick={() => add(policy.address)}>{t('security.address.addMine')}</Button>}
          <Button onClick={simulate}>{t('security.address.simulate')}</Button>
          <Button type="primary" disabled={!isDirty} onClick={save}>
            {t(rules.length > 0 ? 'security.address.try' : 'security.save', { minutes: trialMinutes })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

interface RuleLineProps {
  readonly rule: AddressRule
  readonly place: number
  readonly disabled: boolean
  readonly fault: string | undefined
  onChange(rule: AddressRule): void
  onRemove(): void
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
}

function RuleLine({ rule, place, disabled, fault, onChange, onRemove, onUp, onDown }: RuleLineProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="rule-line" disabled={disabled}>
      <legend className="visually-hidden">{t('security.address.rule', { place })}</legend>
      <span className="rule-place num">{place}</span>
      <select
        className="ctl"
        aria-label={t('security.address.effect')}
        value={rule.effect}
        onChange={({ target }) => onChange({ ...rule, effect: target.value as AddressRule['effect'] })}
      >
        <option value="allow">{t('security.address.allow')}</option>
        <option value="deny">{t('security.address.deny')}</option>
      </select>
      <input
        className="ctl mono"
        aria-label={t('security.address.cidr')}
        placeholder="203.0.113.0/24"
        spellCheck={false}
        aria-invalid={fault !== undefined}
        value={rule.cidr}
        onChange={({ target }) => onChange({ ...rule, cidr: target.value })}
      />
      <input
        className="ctl"
        aria-label={t('security.address.note')}
        placeholder={t('security.address.note')}
        value={rule.note ?? ''}
        onChange={({ target }) => onChange({ ...rule, note: target.value })}
      />
      <span className="rule-moves">
        <IconButton label={t('security.address.up')} disabled={!onUp} onClick={onUp}>
          <ArrowUp size={14} />
        </IconButton>
        <IconButton label={t('security.address.down')} disabled={!onDown} onClick={onDown}>
          <ArrowDown size={14} />
        </IconButton>
        <IconButton label={t('security.address.remove')} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </span>
      {fault && <p className="field-fault">{fault}</p>}
    </fieldset>
  )
}
