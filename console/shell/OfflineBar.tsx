import { useQueryClient } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const subscribe = (listen: () => void) => {
  addEventListener('online', listen)
  addEventListener('offline', listen)
  return () => {
    removeEventListener('online', listen)
    removeEventListener('offline', listen)
  }
}

/** Says that the network is gone; when it is back, what failed is read again. */
export function OfflineBar() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  useEffect(() => {
    if (online) queries.refetchQueries({ predicate: query => query.state.status === 'error' })
  }, [online, queries])
  return (
    <div role="status">
      {!online && (
        <div className="offline-bar">
          <CloudOff size={14} aria-hidden />
          {t('app.offline')}
        </div>
      )}
    </div>
  )
}
