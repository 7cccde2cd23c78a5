import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../app/problem.ts'
import { toast } from '../../ui/toast.tsx'
import { Panel } from '../settings/Panel.tsx'
import { NumberLine, SwitchLine } from './Fields.tsx'
import { draftOf, type Policy, type PolicyDraft, policyQuery, savePolicy } from './policy.ts'
import { SecondFactorPolicy } from './SecondFactorPolicy.tsx'

interface PolicyFormProps {
  readonly policy: Policy
  readonly mayChange: boolean
}

function usePolicyForm(policy: Policy) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(policy))
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      queries.setQueryData(policyQuery.queryKey, await savePolicy(policy, { draft }))
      toast({ text: t('security.saved') })
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      setProblem(failure)
    } finally {
      setBusy(false)
    }
  }
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(policy))
  const faultOf = (field: string) => problem?.fields?.find(each => each.field === field)?.message
  return { draft, setDraft, problem, busy, save, isDirty, faultOf, reset: () => setDraft(draftOf(policy)) }
}

export function PolicyForm({ policy, mayChange }: PolicyFormProps) {
  const { t } = useTranslation()
  const form = usePolicyForm(policy)
  const { draft, setDraft, problem, isDirty } = form
  const disabled = !mayChange
  return (
    <>
      <PasswordPolicy {...form} disabled={disabled} />
      <Limits {...form} disabled={disabled} />
      <SecondFactorPolicy draft={draft} onChange={setDraft} disabled={disabled} />
      {mayChange && (isDirty || problem) && (
        <section className="policy-foot" aria-label={t('security.unsaved')}>
          <p role="alert" className={problem ? 'field-fault' : 'quiet'}>
            {problem
              ? (problem.fields?.[0]?.message ?? (problem.detail || problem.title))
              : t(policy.trial ? 'security.trialFirst' : 'security.unsaved')}
          </p>
          <Button onClick={form.reset}>{t('security.discard')}</Button>
          <Button type="primary" loading={form.busy} disabled={policy.trial !== null} onClick={form.save}>
            {t('security.save')}
          </Button>
        </section>
      )}
    </>
  )
}

type PartProps = Pick<ReturnType<typeof usePolicyForm>, 'draft' | 'setDraft' | 'faultOf'> & {
  readonly disabled: boolean
}

function PasswordPolicy({ draft, setDraft, faultOf, disabled }: PartProps) {
  const { t } = useTranslation()
  const { password } = draft
  const set = (patch: Partial<PolicyDraft['password']>) => setDraft({ ...draft, password: { ...password, ...patch } })
  return (
    <Panel title={t('security.password.title')} text={t('security.password.text')}>
      <NumberLine
        title={t('security.password.minLength')}
        unit={t('security.unit.characters')}
        value={password.minLength}
        min={8}
        max={64}
        disabled={disabled}
        fault={faultOf('password.minLength')}
        onChange={minLength => set({ minLength: minLength ?? 12 })}
      />
      <NumberLine
        title={t('security.password.classes')}
        text={t('security.password.classesText')}
        value={password.classes}
        min={0}
        max={4}
        disabled={disabled}
        fault={faultOf('password.classes')}
        onChange={classes => set({ classes: classes ?? 0 })}
      />
      <NumberLine
        title={t('security.password.history')}
        text={t('security.password.historyText')}
        value={password.history}
        min={0}
        max={24}
        disabled={disabled}
        fault={faultOf('password.history')}
        onChange={history => set({ history: history ?? 0 })}
      />
      <NumberLine
        title={t('security.password.maxAgeDays')}
        text={t('security.password.maxAgeText')}
        unit={t('security.unit.days')}
        value={password.maxAgeDays}
        empty={t('security.never')}
        min={1}
        max={3650}
        disabled={disabled}
        fault={faultOf('password.maxAgeDays')}
        onChange={maxAgeDays => set({ maxAgeDays })}
      />
      <SwitchLine
        title={t('security.password.refuseCommon')}
        isOn={password.refuseCommon}
        disabled={disabled}
        onChange={refuseCommon => set({ refuseCommon })}
      />
      <SwitchLine
        title={t('security.password.refuseBreached')}
        text={t('security.password.breachedText')}
        isOn={password.refuseBreached}
        disabled={disabled}
        onChange={refuseBreached => set({ refuseBreached })}
      />
    </Panel>
  )
}

function Limits({ draft, setDraft, faultOf, disabled }: PartProps) {
  const { t } = useTranslation()
  const { lockout, session } = draft
  const ofLockout = (patch: Partial<typeof lockout>) => setDraft({ ...draft, lockout: { ...lockout, ...patch } })
  const ofSession = (patch: Partial<typeof session>) => setDraft({ ...draft, session: { ...session, ...patch } })
  return (
    <>
      <Panel title={t('security.lockout.title')} text={t('security.lockout.text')}>
        <NumberLine
          title={t('security.lockout.attempts')}
          value={lockout.attempts}
          min={3}
          max={20}
          disabled={disabled}
          fault={faultOf('lockout.attempts')}
          onChange={attempts => ofLockout({ attempts: attempts ?? 5 })}
        />
        <NumberLine
          title={t('security.lockout.minutes')}
          unit={t('security.unit.minutes')}
          value={lockout.minutes}
          min={1}
          max={1440}
          disabled={disabled}
          fault={faultOf('lockout.minutes')}
          onChange={minutes => ofLockout({ minutes: minutes ?? 5 })}
        />
      </Panel>
      <Panel title={t('security.session.title')} text={t('security.session.text')}>
        <NumberLine
          title={t('security.session.idle')}
          unit={t('security.unit.minutes')}
          value={session.idleMinutes}
          min={5}
          max={43_200}
          disabled={disabled}
          fault={faultOf('session.idleMinutes')}
          onChange={idleMinutes => ofSession({ idleMinutes: idleMinutes ?? 60 })}
        />
        <NumberLine
          title={t('security.session.absolute')}
          unit={t('security.unit.hours')}
          value={session.absoluteHours}
          min={1}
          max={8760}
          disabled={disabled}
          fault={faultOf('session.absoluteHours')}
          onChange={absoluteHours => ofSession({ absoluteHours: absoluteHours ?? 24 })}
        />
        <NumberLine
          title={t('security.session.concurrent')}
          text={t('security.session.concurrentText')}
          value={session.concurrent}
          empty={t('security.noLimit')}
          min={1}
          max={100}
          disabled={disabled}
          fault={faultOf('session.concurrent')}
          onChange={concurrent => ofSession({ concurrent })}
        />
      </Panel>
    </>
  )
}
