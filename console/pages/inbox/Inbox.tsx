import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { CheckCheck, Inbox as InboxIcon } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Notice, useUnread } from '../../app/inbox.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useUrlState } from '../../app/url-state.ts'
import { useKeys } from '../../generic/useKeys.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import { addressOf, byDay } from './notices.ts'
import { filters, type InboxFilter, useInbox } from './useInbox.ts'
import './inbox.css'

const NoticePane = lazy(async () => ({ default: (await import('./NoticePane.tsx')).NoticePane }))

/** What happened without one, and what it is about beside it. The address holds the filter and the open notice. */
export function Inbox() {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const [url, change] = useUrlState()
  const navigate = useNavigate()
  const filter = filters.find(each => each === url.filter) ?? 'all'
  const inbox = useInbox(filter)
  const { notices, query } = inbox
  const unread = useUnread() ?? 0
  const at = notices.findIndex(({ id }) => id === url.notice)
  const current = notices[at]

  const show = (notice: Notice | undefined) => {
    change({ notice: notice?.id })
    if (notice) inbox.read(notice)
  }
  const move = (step: number) => show(notices[Math.max(0, Math.min(notices.length - 1, at < 0 ? 0 : at + step))])
  const archive = (notice: Notice) => {
    // The next one takes its place under the cursor.
    const index = notices.indexOf(notice)
    if (notice.id === url.notice) show(notices[index + 1] ?? notices[index - 1])
    inbox.archive(notice)
  }
  const turn = (notice: Notice) => (notice.readAt ? inbox.unread(notice) : inbox.read(notice))
  const open = (notice: Notice) => {
    const address = addressOf(notice)
    if (address) navigate({ to: address as never })
  }
  const onCurrent = (act: (notice: Notice) => unknown) => current && (() => void act(current))
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: onCurrent(open),
    e: onCurrent(notice => !notice.archivedAt && archive(notice)),
    u: onCurrent(turn),
    Escape: onCurrent(() => show(undefined)),
  })
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (url.notice)
      list.current?.querySelector(`[data-id="${CSS.escape(url.notice)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [url.notice])

  return (
    <>
      <PageBar
        title={t('nav.inbox')}
        beside={unread > 0 ? <span className="quiet">{t('inbox.waiting', { count: unread })}</span> : undefined}
        actions={<ReadAll phone={phone} disabled={unread === 0} onRun={inbox.readAll} />}
      />
      <div className="inbox-tabs">
        <ViewTabs
          label={t('inbox.filter')}
          tabs={filters.map(key => ({
            key,
            label: t(`inbox.filters.${key}`),
            count: key === 'unread' && unread > 0 ? unread : undefined,
          }))}
          current={filter}
          onSelect={key => change({ filter: key === 'all' ? undefined : key, notice: undefined })}
          controls="inbox-list"
        />
      </div>
      <div className="inbox">
        <div className="inbox-list" id="inbox-list" ref={list}>
          {inbox.problem !== undefined && <ErrorBlock problem={inbox.problem} />}
          {query.isError && !query.data && <ErrorBlock problem={query.error} onRetry={() => query.refetch()} />}
          {query.isPending && !query.isError && <SkeletonRows rows={8} />}
          {query.isSuccess && notices.length === 0 && <Empty filter={filter} />}
          <Days
            notices={notices}
            row={notice => (
              <NoticeRow
                key={notice.id}
                notice={notice}
                isCurrent={notice.id === url.notice}
                isPushed={phone}
                onChoose={() => (phone ? inbox.read(notice) : show(notice))}
                onArchive={() => archive(notice)}
                onTurn={() => turn(notice)}
              />
            )}
          />
          {query.hasNextPage && (
            <p className="inbox-more">
              <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                {t('inbox.older')}
              </Button>
            </p>
          )}
        </div>
        {!phone && current && (
          <Suspense>
            <NoticePane
              notice={current}
              position={`${at + 1} / ${notices.length}${query.hasNextPage ? '+' : ''}`}
              onPrevious={at > 0 ? () => move(-1) : undefined}
              onNext={at < notices.length - 1 ? () => move(1) : undefined}
              onClose={() => show(undefined)}
            />
          </Suspense>
        )}
      </div>
    </>
  )
}

function Days({ notices, row }: { notices: readonly Notice[]; row: (notice: Notice) => React.ReactNode }) {
  const { t } = useTranslation()
  const { day: dayOf, date, daysUntil } = useFormats()
  const named = (day: string) => ({ 0: t('inbox.today'), [-1]: t('inbox.yesterday') })[daysUntil(day)] ?? date(day)
  return byDay(notices, dayOf).map(({ day, notices }) => (
    <section key={day} aria-label={named(day)}>
      <h2 className="inbox-day">{named(day)}</h2>
      <ul>{notices.map(row)}</ul>
    </section>
  ))
}

function ReadAll({ phone, disabled, onRun }: { phone: boolean; disabled: boolean; onRun: () => void }) {
  const { t } = useTranslation()
  if (phone)
    return (
      <IconButton label={t('inbox.readAll')} size="touch" disabled={disabled} onClick={onRun}>
        <CheckCheck size={20} />
      </IconButton>
    )
  return (
    <Button icon={<CheckCheck size={14} />} disabled={disabled} onClick={onRun}>
      {t('inbox.readAll')}
    </Button>
  )
}

function Empty({ filter }: { filter: InboxFilter }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<InboxIcon size={18} />}
      title={t(`inbox.empty.${filter}`)}
      text={t(`inbox.emptyText.${filter}`)}
    />
  )
}
