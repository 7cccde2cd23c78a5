import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../../../ui/Kbd.tsx'
import type { Comment } from '../social.ts'
import { asProblem } from '../useWrites.ts'
import { MentionBox } from './MentionBox.tsx'
import { typedOf } from './mentions.ts'
import { useComments } from './useComments.ts'

interface EditCommentProps {
  readonly comment: Comment
  readonly path: string
  readonly id: string
  onDone(): void
}

/** One's own comment, changed where it stands. */
export function EditComment({ comment, path, id, onDone }: EditCommentProps) {
  const { t } = useTranslation()
  const comments = useComments(path, id)
  const [typed, setTyped] = useState(() => typedOf(comment.text))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const save = async () => {
    if (typed.text.trim() === '' || busy) return
    setBusy(true)
    try {
      await comments.edit(comment, typed)
      onDone()
    } catch (error) {
      setProblem(asProblem(error).message)
      setBusy(false)
    }
  }
  return (
    <div className="edit-comment">
      <MentionBox
        path={path}
        id={id}
        label={t('record.editComment')}
        typed={typed}
        autoFocus
        onTyped={setTyped}
        onSend={save}
        onEscape={onDone}
      />
      {problem && (
        <p role="alert" className="field-problem small">
          {problem}
        </p>
      )}
      <p className="edit-comment-end">
        <Button size="small" type="primary" loading={busy} onClick={save}>
          {t('record.saveComment')}
          <Kbd keys="mod enter" />
        </Button>
        <Button size="small" type="text" onClick={onDone}>
          {t('generic.form.cancel')}
        </Button>
      </p>
    </div>
  )
}
