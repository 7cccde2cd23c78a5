import { Button } from 'antd'
import { type RefObject, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../ui/Popover.tsx'
import { asProblem } from '../record/useWrites.ts'
import type { Naming } from './useViewActs.ts'

interface NameViewProps extends Naming {
  readonly anchor: RefObject<HTMLElement | null>
  onClose(): void
}

/** What a view is called, and who sees it. */
export default function NameView({ title, name, audience, anchor, onName, onClose }: NameViewProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(name)
  const [who, setWho] = useState(audience ?? 'personal')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const id = useId()
  const save = async () => {
    if (text.trim() === '') return setProblem(t('generic.problem.REQUIRED'))
    setBusy(true)
    try {
      await onName(text.trim(), who)
      onClose()
    } catch (error) {
      const refused = asProblem(error)
      if (refused.code === 'STALE') return onClose()
      setProblem(refused.fields?.[0]?.message ?? (refused.detail || refused.title))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Popover label={title} anchor={anchor} onClose={onClose}>
      <form
        className="name-view"
        onSubmit={event => {
          event.preventDefault()
          save()
        }}
      >
        <div className="field" data-first>
          <label htmlFor={id}>{t('generic.view.name')}</label>
          <input
            id={id}
            className="ctl"
            value={text}
            maxLength={100}
            aria-invalid={problem !== undefined || undefined}
            aria-describedby={problem && `${id}-note`}
            onChange={event => {
              setText(event.target.value)
              setProblem(undefined)
            }}
          />
          {problem && (
            <p id={`${id}-note`} role="alert" className="field-note field-problem">
              {problem}
            </p>
          )}
        </div>
        {audience && (
          <fieldset className="many" aria-label={t('generic.view.audience')}>
            {(['personal', 'team'] as const).map(each => (
              <button
                key={each}
                type="button"
                className="many-option"
                aria-pressed={who === each}
                onClick={() => setWho(each)}
              >
                {t(`generic.view.for_${each}`)}
              </button>
            ))}
          </fieldset>
        )}
        <Button type="primary" size="small" htmlType="submit" loading={busy}>
          {title}
        </Button>
      </form>
    </Popover>
  )
}
