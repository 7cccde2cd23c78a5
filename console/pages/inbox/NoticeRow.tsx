import { Link } from '@tanstack/react-router'
import {
  Archive,
  AtSign,
  BellRing,
  CalendarClock,
  CircleCheck,
  FileDown,
  MailOpen,
  MessageSquareText,
  Workflow,
} from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Notice } from '../../app/inbox.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { addressOf } from './notices.ts'

const kindIcons: Record<string, ReactNode> = {
  mentioned: <AtSign size={14} />,
  commented: <MessageSquareText size={14} />,
  taskAssigned: <CircleCheck size={14} />,
  taskDue: <CalendarClock size={14} />,
  jobEnded: <Workflow size={14} />,
  exportReady: <FileDown size={14} />,
}

interface NoticeRowProps {
  readonly notice: Notice
  readonly isCurrent: boolean
  /** On a phone the row leads straight to its page. */
  readonly isPushed: boolean
  onChoose(): void
  onArchive(): void
  onTurn(): void
}

/** One thing one was told: an unread mark, who, what, when; the same acts as the keys have. */
export function NoticeRow({ notice, isCurrent, isPushed, onChoose, onArchive, onTurn }: NoticeRowProps) {
  const { t } = useTranslation()
  const { ago } = useFormats()
  const { actor, text, at, readAt, archivedAt, kind } = notice
  const unread = readAt === null
  const choose = (event: MouseEvent) => {
    // Opened elsewhere by the browser's own ways, it is read too.
    if (!isPushed && !event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault()
    onChoose()
  }
  return (
    <li className="notice" data-unread={unread || undefined} data-current={isCurrent || undefined} data-id={notice.id}>
      <i className="notice-mark">{unread && <span className="visually-hidden">{t('inbox.unread')}</span>}</i>
      {actor ? (
        <Avatar name={actor.name} size={26} />
      ) : (
        <span className="notice-icon">{kindIcons[kind] ?? <BellRing size={14} />}</span>
      )}
      <Link
        to={(addressOf(notice) ?? '/inbox') as never}
        className="notice-text"
        aria-current={isCurrent || undefined}
        onClick={choose}
      >
        {text}
      </Link>
      <time dateTime={at}>{ago(at)}</time>
      <span className="notice-acts">
        <IconButton
          size="small"
          label={t(unread ? 'inbox.markRead' : 'inbox.markUnread')}
          shortcut="u"
          onClick={onTurn}
        >
          <MailOpen size={14} />
        </IconButton>
        {!archivedAt && (
          <IconButton size="small" label={t('inbox.archive')} shortcut="e" onClick={onArchive}>
            <Archive size={14} />
          </IconButton>
        )}
      </span>
    </li>
  )
}
