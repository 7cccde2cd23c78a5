import { Button } from 'antd'
import { FileDown, FileSpreadsheet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '../../app/api.ts'
import { isGranted } from '../../app/permission.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { ActionMenu } from '../../ui/ActionMenu.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { type AuditEntry, useAudit } from './audit.ts'
import { EntryDrawer } from './EntryDrawer.tsx'
import { LogFilters } from './LogFilters.tsx'
import { LogRows } from './LogRows.tsx'
import { Verify } from './Verify.tsx'
import '../../generic/generic.css'
import './logs.css'

/** Who changed what, when and from where, across all records one may see. */
export function OperationLog() {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const log = useAudit()
  const { entries, error, isFetching, hasNextPage, fetchNextPage, url, change } = log
  const open = entries?.find(({ id }) => id === url.entry)
  const show = (entry: AuditEntry | undefined) => change({ entry: entry?.id }, { push: entry !== undefined })
  return (
    <FieldKitProvider>
      <PageBar
        title={t('shell.places.log')}
        back="/settings"
        actions={
          <>
            {isGranted(permissions, 'operations.auditLog.export') && <Export query={log.query} />}
            {isGranted(permissions, 'operations.auditLog.verify') && <Verify />}
          </>
        }
      />
      <LogFilters url={url} onChange={change} isFiltered={log.isFiltered} onClear={log.clear} />
      <div className="log-scroll">
        {error && <ErrorBlock problem={error} onRetry={() => log.refetch()} className="log-error" />}
        {!entries && !error && <SkeletonRows rows={10} />}
        {entries?.length === 0 && (
          <EmptyState
            title={t('logs.none')}
            text={t(log.isFiltered ? 'logs.noneMatch' : 'logs.noneText')}
            action={log.isFiltered && <Button onClick={log.clear}>{t('logs.clear')}</Button>}
          />
        )}
        {entries && entries.length > 0 && <LogRows entries={entries} current={open?.id} onOpen={show} />}
        {hasNextPage && (
          <div className="log-more">
            <Button loading={isFetching} onClick={() => fetchNextPage()}>
              {t('logs.older')}
            </Button>
          </div>
        )}
      </div>
      {open && <EntryDrawer entry={open} onClose={() => show(undefined)} />}
    </FieldKitProvider>
  )
}

/** A link keeps the cookie, and the browser saves what comes. */
function save(href: string) {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.click()
}

function Export({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const as = (format: string) => save(address('/audit_log/export', { ...query, format }))
  const items = [
    { key: 'xlsx', label: t('logs.xlsx'), icon: <FileSpreadsheet size={14} />, onRun: () => as('xlsx') },
    { key: 'csv', label: t('logs.csv'), icon: <FileDown size={14} />, onRun: () => as('csv') },
  ]
  return <ActionMenu label={t('logs.export')} icon={<FileDown size={phone ? 20 : 15} />} items={items} />
}
