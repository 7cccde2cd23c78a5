import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { PlaceChoice } from './PlaceChoice.tsx'

/** The choice of site and role on a phone. */
export function PlaceSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog label={t('shell.switchSite')} className="bottom-sheet" onClose={onClose}>
      <i className="grip" aria-hidden />
      <PlaceChoice onClose={onClose} />
    </Dialog>
  )
}
