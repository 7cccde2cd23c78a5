import { Button } from 'antd'
import { ListTodo, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../app/session.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { toast } from '../../../ui/toast.tsx'
import { PickDay } from '../../controls/PickDay.tsx'
import type { Named, Typed } from '../composer/mentions.ts'
import { asProblem } from '../useWrites.ts'
import { PickPerson } from './PickPerson.tsx'
import { useTasks } from './useTasks.ts'
import './tasks.css'

interface NewTaskProps {
  readonly path: string
  readonly id: string
  /** What was typed behind `/task`: its words are the title, whoever it names is to do it. */
  readonly subject?: string
  readonly text?: Typed
  onDone(): void
}

const withoutNames = (subject: string, picks: readonly Named[]) =>
  picks
    .reduce((words, { name }) => words.replace(`@${name}`, ''), subject)
    .replaceAll(/\s+/g, ' ')
    .trim()

const dueField = (label: string) => ({
  name: 'dueOn',
  kind: 'date',
  label,
  required: false,
  writable: true,
  nullable: true,
  sortable: false,
  operators: [],
})

/** A task about the record: what, who and by when, on one line. */
export function NewTask({ path, id, subject = '', text, onDone }: NewTaskProps) {
  const { t } = useTranslation()
  const { person } = useSession()
  const ids = { title: useId(), due: useId(), who: useId() }
  const { add } = useTasks(path, id)
  const [title, setTitle] = useState(() => withoutNames(subject, text?.picks ?? []))
  const [assignee, setAssignee] = useState<Named | null>(() => text?.picks[0] ?? { id: person.id, name: person.name })
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (busy || title.trim() === '') return setProblem(t('record.taskNeedsTitle'))
    setBusy(true)
    try {
      await add({ title: title.trim(), dueOn, assignee: assignee?.id ?? null })
      toast({ text: t('record.taskAdded', { title: title.trim() }) })
      onDone()
    } catch (error) {
      const { fields, detail, title: name } = asProblem(error)
      setProblem(fields?.[0]?.message ?? (detail || name || t('generic.form.unansweredText')))
      setBusy(false)
    }
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form className="new-task" aria-label={t('record.newTask')} onSubmit={submit} onKeyDown={keys}>
      <div className="new-task-line">
        <ListTodo size={16} aria-hidden />
        <input
          id={ids.title}
          className="ctl"
          value={title}
          maxLength={200}
          // biome-ignore lint/a11y/noAutofocus: it was asked for with the key or button just pressed.
          autoFocus
          aria-label={t('record.taskTitle')}
          placeholder={t('record.taskTitle')}
          onChange={event => {
            setTitle(event.target.value)
            setProblem(undefined)
          }}
        />
        <IconButton size="small" label={t('generic.form.cancel')} shortcut="esc" onClick={onDone}>
          <X size={14} />
        </IconButton>
      </div>
      {problem && (
        <p role="alert" className="field-problem small">
          {problem}
        </p>
      )}
      <div className="new-task-line">
        <PickPerson
          path={path}
          record={id}
          inputId={ids.who}
          label={t('record.taskAssignee')}
          value={assignee}
          onChange={setAssignee}
        />
        <PickDay
          id={ids.due}
          field={dueField(t('record.taskDue'))}
          label={t('record.taskDue')}
          value={dueOn}
          onChange={value => setDueOn(typeof value === 'string' ? value : null)}
        />
        <Button type="primary" size="small" htmlType="submit" loading={busy}>
          {t('record.addTask')}
          <Kbd keys="mod enter" />
        </Button>
      </div>
    </form>
  )
}
