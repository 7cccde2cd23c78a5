import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Policy, policyQuery, savePolicy } from './policy.ts'

interface TrialProps {
  readonly policy: Policy
  readonly trial: NonNullable<Policy['trial']>
  readonly mayChange: boolean
}

/** Seconds until an instant, counted down. */
function useSecondsLeft(until: string, onOver: () => void): number {
  const [left, setLeft] = useState(() => secondsTo(until))
  useEffect(() => {
    const timer = setInterval(() => {
      const now = secondsTo(until)
      setLeft(now)
      if (now === 0) {
        clearInterval(timer)
        onOver()
      }
    }, 1000)
    return () => clearInterval(timer)
  })
  return left
}
const secondsTo = (until: string) => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Address rules on trial go back by themselves unless somebody whom they let in says that they may stay. */
export function Trial({ policy, trial, mayChange }: TrialProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const again = () => queries.invalidateQueries({ queryKey: policyQuery.queryKey })
  const left = useSecondsLeft(trial.endsAt, again)
  const [whole] = useState(left)
  const act = async (work: () => Promise<unknown>, told: string) => {
    setProblem(undefined)
    try {
      await work()
      toast({ text: told })
    } catch (failure) {
      setProblem(failure)
    }
    await again()
  }
  return (
    <section className="trial tone-issue" aria-label={t('security.trial.title')}>
      <div className="notice">
        <Timer size={16} aria-hidden />
        <div>
          <b>
            {t('security.trial.title')} <span className="num trial-left">{clock(left)}</span>
          </b>
          <span>{t('security.trial.text')}</span>
        </div>
        {mayChange && (
          <div className="trial-acts">
            <Button onClick={() => act(() => savePolicy(policy, {}), t('security.trial.dropped'))}>
              {t('security.trial.drop')}
            </Button>
            <Button
              type="primary"
              onClick={() => act(() => request('POST', '/security/policy/confirm'), t('security.trial.kept'))}
            >
              {t('security.trial.keep')}
            </Button>
          </div>
        )}
      </div>
      <progress value={left} max={Math.max(whole, 1)} aria-label={t('security.trial.left')} />
      {problem !== undefined && <ErrorBlock problem={problem} />}
    </section>
  )
}
