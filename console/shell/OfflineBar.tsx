import { useQueryClient } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { noteAnswered, noteUnreachable, retryNow, useRetry, useRetryAt } from '../app/connection.ts'

const subscribe = (listen: () => void) => {
  addEventListener('online', listen)
  addEventListener('offline', listen)
  return () => {
    removeEventListener('online', listen)
    removeEventListener('offline', listen)
  }
}

/** Asks for nothing that anybody must be allowed to see: only whether there is a way. */
async function probe() {
  try {
    await fetch('/health/live', { cache: 'no-store' })
    noteAnswered()
  } catch {
    noteUnreachable(true)
  }
}

/** Whole seconds until then; null when nothing is awaited. */
function useSecondsTo(at: number | null): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (at === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [at])
  return at === null ? null : Math.max(1, Math.ceil((at - now) / 1_000))
}

/** Says that the network is gone, that nothing typed is lost, and when it tries again; then what failed is read again. */
export function OfflineBar() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  const seconds = useSecondsTo(useRetryAt())
  useRetry(!online, probe)
  useEffect(() => {
    if (online) queries.refetchQueries({ predicate: query => query.state.status === 'error' })
    else noteUnreachable(true)
  }, [online, queries])
  return (
    <div role="status">
      {!online && (
        <div className="offline-bar">
          <CloudOff size={14} aria-hidden />
          <span>{t('app.offline')}</span>
          <span className="num" aria-live="off">
            {seconds === null ? t('offline.trying') : t('offline.next', { count: seconds })}
          </span>
          <button type="button" className="link" onClick={retryNow}>
            {t('offline.now')}
          </button>
        </div>
      )}
    </div>
  )
}
