import { Plus } from 'lucide-react'
import { type FormEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useUnsaved } from '../../app/unsaved.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { parseQuick, type QuickTask } from './due.ts'

interface QuickAddProps {
  readonly field: RefObject<HTMLInputElement | null>
  add(task: QuickTask): Promise<boolean>
}

/** One line and Enter: the next one can be typed at once. What it was understood as stands beside it. */
export function QuickAdd({ field, add }: QuickAddProps) {
  const { t } = useTranslation()
  const { today, date } = useFormats()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  useUnsaved(text.trim() !== '')
  const { dueOn, priority } = parseQuick(text, today)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || busy) return
    setBusy(true)
    if (await add(parseQuick(text, today))) setText('')
    setBusy(false)
    field.current?.focus()
  }
  return (
    <form className="quick-add" onSubmit={send}>
      <Plus size={16} aria-hidden />
      <input
        ref={field}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          event.currentTarget.blur()
        }}
        placeholder={t('tasks.add')}
        aria-label={t('tasks.new')}
        aria-describedby="quick-add-hint"
        maxLength={200}
        enterKeyHint="done"
      />
      <span id="quick-add-hint" className="quick-add-read" role="status">
        {dueOn && <span className="tag">{date(dueOn)}</span>}
        {priority === 'high' && <span className="tag">{t('tasks.high')}</span>}
        {text === '' && <Kbd keys="c" />}
        {text !== '' && <Kbd keys="enter" />}
      </span>
    </form>
  )
}
