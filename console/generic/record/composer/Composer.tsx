import { Camera, ListTodo, Paperclip, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../app/preferences.tsx'
import { useSession } from '../../../app/session.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { DropArea } from '../files/DropArea.tsx'
import { PickFiles } from '../files/PickFiles.tsx'
import { Uploads } from '../files/Uploads.tsx'
import { useFiles } from '../files/useFiles.ts'
import { NewTask } from '../tasks/NewTask.tsx'
import { asProblem } from '../useWrites.ts'
import { MentionBox } from './MentionBox.tsx'
import { taskIn } from './mentions.ts'
import { useCommentDraft } from './useCommentDraft.ts'
import { useComments } from './useComments.ts'
import './composer.css'

interface ComposerProps {
  readonly path: string
  readonly id: string
}

/** What one has to say, always within reach: a comment, `/task` for a task, files by button, paste or drop. */
export function Composer({ path, id }: ComposerProps) {
  const { t } = useTranslation()
  const draft = useCommentDraft(path, id)
  const files = useFiles(path, id)
  const { send, problem, busy } = useSending(path, id, draft)
  const task = taskIn(draft.typed.text)
  if (task !== undefined) return <NewTask path={path} id={id} text={draft.typed} subject={task} onDone={draft.clear} />
  return (
    <DropArea className="composer" onDrop={files.add}>
      <Uploads path={path} id={id} />
      {problem && (
        <p role="alert" className="field-problem small composer-problem">
          {problem}
        </p>
      )}
      <div className="composer-line">
        <Me />
        <MentionBox
          path={path}
          id={id}
          label={t('record.comment')}
          placeholder={t('record.commentHint')}
          typed={draft.typed}
          onTyped={draft.set}
          onSend={send}
          onFocus={draft.look}
          onFiles={files.add}
        />
        <Tools onFiles={files.add} onTask={() => draft.set({ text: '/task ', picks: [] })} />
        <Send ready={draft.typed.text.trim() !== ''} busy={busy} onSend={send} />
      </div>
    </DropArea>
  )
}

function useSending(path: string, id: string, draft: ReturnType<typeof useCommentDraft>) {
  const { t } = useTranslation()
  const comments = useComments(path, id)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const send = async () => {
    const { typed } = draft
    if (typed.text.trim() === '' || busy) return
    setBusy(true)
    setProblem(undefined)
    draft.clear()
    try {
      await comments.send(typed)
    } catch (error) {
      draft.set(typed) // not said: back where it was typed
      const { detail, title, status } = asProblem(error)
      setProblem(status === 0 ? t('record.notSent') : detail || title || t('record.notSent'))
    } finally {
      setBusy(false)
    }
  }
  return { send, problem, busy }
}

function Me() {
  const { person } = useSession()
  const { phone } = usePreferences()
  return phone ? null : <Avatar name={person.name} size={22} />
}

function Tools({ onFiles, onTask }: { onFiles(files: readonly File[]): void; onTask(): void }) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <span className="composer-tools">
      {phone && (
        <PickFiles camera className="icon-button icon-button-medium" label={t('record.camera')} onPick={onFiles}>
          <Camera size={18} aria-hidden />
        </PickFiles>
      )}
      <PickFiles className="icon-button icon-button-medium" label={t('record.attach')} onPick={onFiles}>
        <Paperclip size={phone ? 18 : 15} aria-hidden />
      </PickFiles>
      {!phone && (
        <IconButton label={t('record.newTask')} onClick={onTask}>
          <ListTodo size={15} />
        </IconButton>
      )}
    </span>
  )
}

function Send({ ready, busy, onSend }: { readonly ready: boolean; readonly busy: boolean; onSend(): void }) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <button
      type="button"
      className="composer-send"
      data-ready={ready || undefined}
      aria-label={t('record.send')}
      aria-disabled={!ready || busy}
      onClick={onSend}
    >
      {phone ? <SendHorizontal size={18} aria-hidden /> : <Kbd keys="mod enter" />}
    </button>
  )
}
