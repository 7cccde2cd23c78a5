import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Eye, ShieldCheck } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { viewOf } from '../fieldViews.tsx'
import { asProblem } from './useWrites.ts'

interface MaskedProps {
  readonly path: string
  readonly id: string
  readonly field: FieldMeta
  /** What of it is shown to everyone who sees the record. */
  readonly value: unknown
  readonly mayReveal: boolean
}

function useReveal({ path, id, field }: MaskedProps) {
  const [shown, setShown] = useState<{ readonly value: unknown }>()
  const [problem, setProblem] = useState<ReturnType<typeof asProblem>>()
  const [busy, setBusy] = useState(false)
  const reveal = async (reason?: string) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const body = { field: field.name, ...(reason && { reason }) }
      setShown(await request<{ value: unknown }>('POST', `/${path}/${id}/reveal`, { body }))
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  const asksReason = problem?.fields?.some(each => each.field === 'reason') ?? false
  return { shown, problem, busy, reveal, asksReason }
}

/** A value shown in part; the eye shows it whole to those who may, and that they looked is recorded. */
export function Masked(props: MaskedProps) {
  const { field, value, mayReveal } = props
  const { t } = useTranslation()
  const { shown, problem, busy, reveal, asksReason } = useReveal(props)
  const { Value } = viewOf(field)
  if (shown)
    return (
      <span className="masked">
        <Value field={field} value={shown.value} />
        <span className="masked-note" role="status">
          <ShieldCheck size={12} aria-hidden />
          {t('generic.record.revealed')}
        </span>
      </span>
    )
  return (
    <span className="masked">
      <span className="num">{String(value)}</span>
      {mayReveal && !asksReason && (
        <IconButton
          size="small"
          label={t('generic.record.reveal', { field: field.label })}
          disabled={busy}
          onClick={() => reveal()}
        >
          <Eye size={14} />
        </IconButton>
      )}
      {asksReason && <Reason field={field} onSend={reveal} />}
      {problem && !asksReason && (
        <span role="alert" className="field-problem small">
          {problem.detail || problem.title}
        </span>
      )}
    </span>
  )
}

function Reason({ field, onSend }: { readonly field: FieldMeta; onSend(reason: string): void }) {
  const { t } = useTranslation()
  const id = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason) onSend(reason)
  }
  return (
    <form className="masked-reason" onSubmit={send}>
      <label htmlFor={id}>{t('generic.record.revealReason', { field: field.label })}</label>
      {/* biome-ignore lint/a11y/noAutofocus: it was asked for with the button just pressed. */}
      <input id={id} name="reason" className="ctl" maxLength={500} autoFocus />
    </form>
  )
}
