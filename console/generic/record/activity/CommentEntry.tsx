import { AtSign, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { Person } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TimelineEntry } from '../../../ui/Timeline.tsx'
import { EditComment } from '../composer/EditComment.tsx'
import { useComments } from '../composer/useComments.ts'
import type { Comment } from '../social.ts'
import { CommentText } from './CommentText.tsx'

interface CommentEntryProps {
  readonly comment: Comment
  readonly path: string
  readonly id: string
}

/** What somebody said; its author can change it where it stands. */
export function CommentEntry({ comment, path, id }: CommentEntryProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const comments = useComments(path, id)
  const [editing, setEditing] = useState(false)
  const own = comment.mayChange && !editing && (
    <span className="entry-acts">
      <IconButton size="small" label={t('record.editComment')} onClick={() => setEditing(true)}>
        <Pencil size={13} />
      </IconButton>
      <IconButton size="small" label={t('record.removeComment')} onClick={() => comments.remove(comment)}>
        <Trash2 size={13} />
      </IconButton>
    </span>
  )
  return (
    <TimelineEntry
      icon={<AtSign size={12} />}
      at={comment.at}
      time={comment.isSending ? t('record.sending') : formats.time(comment.at)}
      extra={own}
      title={
        <>
          <Person name={comment.author.name} />
          {comment.editedAt && <span className="quiet small">{t('record.edited')}</span>}
        </>
      }
    >
      {editing ? (
        <EditComment comment={comment} path={path} id={id} onDone={() => setEditing(false)} />
      ) : (
        <CommentText text={comment.text} />
      )}
    </TimelineEntry>
  )
}
