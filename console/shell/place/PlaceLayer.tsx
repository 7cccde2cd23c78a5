import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../ui/Popover.tsx'
import { PlaceChoice } from './PlaceChoice.tsx'

/** The choice of site and role below its button. */
export function PlaceLayer({ anchor, onClose }: { anchor: RefObject<HTMLButtonElement | null>; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Popover label={t('shell.switchSite')} anchor={anchor} onClose={onClose} className="place-layer">
      <PlaceChoice onClose={onClose} />
    </Popover>
  )
}
