import { Button } from 'antd'
import { BellRing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NoticeRow } from '../../pages/inbox/NoticeRow.tsx'
import { useInbox } from '../../pages/inbox/useInbox.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Answer, Nothing, Page } from './Page.tsx'
import { Bones } from './Rows.tsx'
import '../../pages/inbox/inbox.css'

/** What one was told: decisions about orders and deals, comments, licences that end. Each leads to what it is about. */
export function Notices({ home }: { readonly home: string }) {
  const { t } = useTranslation()
  const { query, notices, problem, read, unread, archive, readAll } = useInbox('all')
  const waits = notices.some(({ readAt }) => readAt === null)
  return (
    <Page
      title={t('portal.notices.title')}
      actions={
        waits && (
          <Button size="large" onClick={readAll}>
            {t('inbox.readAll')}
          </Button>
        )
      }
    >
      {problem !== undefined && <ErrorBlock problem={problem} />}
      <Answer query={query} skeleton={<Bones />}>
        {() =>
          notices.length === 0 ? (
            <Nothing
              icon={<BellRing size={18} />}
              title={t('portal.notices.none')}
              text={t('portal.notices.noneText')}
              to={home}
              link={t('portal.home')}
            />
          ) : (
            <ul className="portal-sheet portal-notices">
              {notices.map(notice => (
                <NoticeRow
                  key={notice.id}
                  notice={notice}
                  isCurrent={false}
                  isPushed
                  onChoose={() => read(notice)}
                  onArchive={() => archive(notice)}
                  onTurn={() => (notice.readAt ? unread(notice) : read(notice))}
                />
              ))}
            </ul>
          )
        }
      </Answer>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('inbox.older')}
        </Button>
      )}
    </Page>
  )
}
