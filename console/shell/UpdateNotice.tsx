import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../app/live.ts'
import { useHasUnsaved } from '../app/unsaved.ts'
import { applyUpdate, checkForUpdate, useUpdateReady } from '../app/updates.ts'

/** Says that there is a newer version, and begins it when somebody agrees; never over something that is not saved. */
export function UpdateNotice() {
  const { t } = useTranslation()
  const ready = useUpdateReady()
  const unsaved = useHasUnsaved()
  const [server, setServer] = useState<string>()
  // Another server answers than before: it may bring another console.
  useLive('hello', ({ version }) => {
    if (server !== undefined && server !== version) checkForUpdate()
    setServer(version)
  })
  useLive('resumed', checkForUpdate)
  return (
    <div role="status">
      {ready && (
        <div className="update-notice">
          <RefreshCw size={14} aria-hidden />
          <span>{unsaved ? t('update.wait') : t('update.ready')}</span>
          {!unsaved && (
            <button type="button" className="link" onClick={applyUpdate}>
              {t('update.reload')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
