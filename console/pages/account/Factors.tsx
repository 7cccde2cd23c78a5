import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Line, NoLines, Panel } from '../settings/Panel.tsx'
import { mayUsePasskeys } from '../sign-in/passkey.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { AddTotp } from './AddTotp.tsx'
import { AskPassword } from './AskPassword.tsx'
import { confirmed } from './confirmed.ts'
import { FactorLine } from './FactorLine.tsx'
import { KeepCodes } from './KeepCodes.tsx'
import { type Factor, factorsQuery, useRefreshAccount } from './queries.ts'

type Asking =
  | { readonly for: 'totp' | 'passkey' | 'codes' }
  | { readonly for: 'remove'; readonly factor: Factor }
  | { readonly for: 'keep'; readonly codes: readonly string[] }

/** What the sign-in is proved with beside the password. */
export function Factors() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(factorsQuery)
  const refresh = useRefreshAccount()
  const [asking, setAsking] = useState<Asking>()
  const [totp, passkeys] = [true, false].map(is => data?.data.filter(({ kind }) => (kind === 'totp') === is) ?? [])
  const done = async (codes: readonly string[] = []) => {
    setAsking(codes.length > 0 ? { for: 'keep', codes } : undefined)
    await refresh()
  }
  const close = () => setAsking(undefined)
  const lines = (factors: readonly Factor[] = []) =>
    factors.map(factor => (
      <FactorLine key={factor.id} factor={factor} onRemove={() => setAsking({ for: 'remove', factor })} />
    ))
  return (
    <>
      <Panel
        title={t('account.factors.title')}
        text={t('account.factors.text')}
        extra={
          totp?.length === 0 && (
            <Button onClick={() => setAsking({ for: 'totp' })}>{t('account.factors.addTotp')}</Button>
          )
        }
      >
        {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
        {!data && !error && <SkeletonRows rows={2} />}
        {data && totp?.length === 0 && <NoLines>{t('account.factors.noTotp')}</NoLines>}
        {lines(totp)}
        {data && data.data.length > 0 && (
          <Codes counted={data.recoveryCodes} onRenew={() => setAsking({ for: 'codes' })} />
        )}
      </Panel>
      <Panel
        title={t('account.passkeys.title')}
        text={t('account.passkeys.text')}
        extra={
          mayUsePasskeys() && <Button onClick={() => setAsking({ for: 'passkey' })}>{t('account.passkeys.add')}</Button>
        }
      >
        {data && passkeys?.length === 0 && <NoLines>{t('account.passkeys.none')}</NoLines>}
        {lines(passkeys)}
      </Panel>
      {asking?.for === 'totp' && <AddTotp onDone={done} onClose={close} />}
      {asking?.for === 'passkey' && <AddPasskey onDone={done} onClose={close} />}
      {asking?.for === 'keep' && <KeepCodes codes={asking.codes} onClose={close} />}
      {asking?.for === 'codes' && (
        <AskPassword
          title={t('account.codes.renewTitle')}
          text={t('account.codes.renewText')}
          label={t('account.codes.renew')}
          onClose={close}
          run={async password => {
            const path = '/user/factors/recovery-codes'
            await done((await confirmed<{ recoveryCodes: string[] }>('POST', path, password)).recoveryCodes)
          }}
        />
      )}
      {asking?.for === 'remove' && (
        <RemoveFactor
          factor={asking.factor}
          isLast={data?.data.length === 1}
          onClose={close}
          run={async password => {
            await confirmed('DELETE', `/user/factors/${asking.factor.id}`, password)
            await done()
          }}
        />
      )}
    </>
  )
}

interface CodesProps {
  readonly counted: { readonly left: number; readonly all: number }
  onRenew(): void
}

function Codes({ counted, onRenew }: CodesProps) {
  const { t } = useTranslation()
  return (
    <Line
      icon={<KeyRound size={16} aria-hidden />}
      title={t('account.codes.title')}
      text={t('account.codes.left', { count: counted.left, all: counted.all })}
    >
      <Button onClick={onRenew}>{t('account.codes.renew')}</Button>
    </Line>
  )
}

interface RemoveFactorProps {
  readonly factor: Factor
  readonly isLast: boolean
  run(password: string): Promise<unknown>
  onClose(): void
}

function RemoveFactor({ factor, isLast, run, onClose }: RemoveFactorProps) {
  const { t } = useTranslation()
  const name = factor.name ?? t(`account.factors.kind.${factor.kind}`)
  return (
    <AskPassword
      title={t('account.factors.removeTitle', { name })}
      text={t(isLast ? 'account.factors.removeLast' : 'account.factors.removeText')}
      label={t('account.factors.remove')}
      danger
      run={run}
      onClose={onClose}
    />
  )
}
