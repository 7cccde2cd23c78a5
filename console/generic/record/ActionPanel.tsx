import type { ActionMeta, EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../app/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { FieldRow, focusProblem } from '../form/FieldRow.tsx'
import { ProblemSummary } from '../form/ProblemSummary.tsx'
import { ProblemsContext } from '../form/problems.ts'
import { Refused } from '../form/Refused.tsx'
import { bodyOf, defaultsOf, useFields } from '../form/useFields.ts'
import { useSendKey } from '../form/useSendKey.ts'
import { useFirstFocus } from '../useFirstFocus.ts'
import { asProblem } from './useWrites.ts'

interface ActionPanelProps {
  readonly entity: Pick<EntityMeta, 'states'>
  readonly action: Pick<ActionMeta, 'label' | 'input' | 'danger' | 'to'> & { readonly hint?: string | undefined }
  /** What it is done to, in words: the record's title, or "3 licences". */
  readonly object: string
  /** Does it; a refusal stays in the panel, at its fields. */
  onRun(input: Record<string, unknown>, idempotencyKey: string): Promise<void>
  onClose(): void
  /** What leaves everything as it is, where `Cancel` would say the opposite. */
  readonly keep?: string | undefined
  /** Between the object and the fields: the choice of a field to edit. */
  readonly children?: ReactNode
}

/** The form of an action beside the page, or the last question before a dangerous one. */
export function ActionPanel({ entity, action, object, onRun, onClose, keep, children }: ActionPanelProps) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const once = useSendKey()
  useFirstFocus(form)
  const fields = useFields(action.input, defaultsOf(action.input))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const submit = async () => {
    if (busy || !fields.check()) return focusProblem(form.current)
    setBusy(true)
    setProblem(null)
    try {
      const body = bodyOf(action.input, fields.values)
      await once(body, key => onRun(body, key))
      onClose()
    } catch (error) {
      const refused = asProblem(error)
      fields.refuse(refused)
      setProblem(refused.fields?.length ? null : refused)
      focusProblem(form.current)
    } finally {
      setBusy(false)
    }
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const asks = action.input.length > 0
  return (
    <Dialog label={action.label} onClose={onClose} className={asks ? 'drawer' : 'confirm'}>
      <form
        ref={form}
        noValidate
        className="panel-form"
        onKeyDown={keys}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <header>
          <h2>{action.label}</h2>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <p className="panel-object">{object}</p>
          <Consequence entity={entity} action={action} />
          {problem && <Refused problem={problem} />}
          <ProblemSummary
            problems={fields.problems}
            fields={action.input}
            onGo={name => focusField(form.current, name)}
          />
          {children}
          <ProblemsContext value={fields.problems}>
            {action.input.map(field => (
              <FieldRow key={field.name} field={field} fields={fields} />
            ))}
          </ProblemsContext>
        </div>
        <footer>
          <Button onClick={onClose}>{keep ?? t('generic.form.cancel')}</Button>
          <Button type="primary" danger={action.danger} htmlType="submit" loading={busy}>
            {action.label}
            {asks && <Kbd keys="mod enter" />}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

export const focusField = (form: HTMLElement | null, name: string) =>
  form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"] :is(input, select, textarea, button)`)?.focus()

function Consequence({ entity, action }: Pick<ActionPanelProps, 'entity' | 'action'>) {
  const { t } = useTranslation()
  const states = action.to.map(name => entity.states.find(state => state.name === name)?.label ?? name)
  return (
    <>
      {action.hint && <p className="secondary">{action.hint}</p>}
      {states.length > 0 && (
        <p className="quiet small">{t('generic.record.becomes', { states: states.join(' / ') })}</p>
      )}
      {action.danger && <p className="panel-danger">{t('generic.record.noUndo')}</p>}
    </>
  )
}
