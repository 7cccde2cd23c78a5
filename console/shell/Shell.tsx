import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMedia, usePreferences } from '../app/preferences.tsx'
import { Offer } from '../help/Offer.tsx'
import { ShellContext, type ShellControls } from '../ui/ShellContext.ts'
import { useDestinations } from './destinations.ts'
import { EmergencyBar } from './EmergencyBar.tsx'
import { OfflineBar } from './OfflineBar.tsx'
import { PageAnnouncer } from './PageAnnouncer.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TrayHost } from './tray/TrayHost.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'
import { useRememberRecent } from './useRememberRecent.ts'
import { useShellKeys } from './useShellKeys.ts'

const Palette = lazy(async () => ({ default: (await import('./palette/Palette.tsx')).Palette }))
const CheatSheet = lazy(async () => ({ default: (await import('./CheatSheet.tsx')).CheatSheet }))
const PlaceSheet = lazy(async () => ({ default: (await import('./place/PlaceSheet.tsx')).PlaceSheet }))
const storageKey = 'tenon.sidebar'

/** Folded by choice from 1100 px on; below, the rail stays and the whole lies over the page while it is open. */
function useSidebar(): ShellControls & { close: () => void } {
  const wide = useMedia('(min-width: 1100px)')
  const [folded, setFolded] = useState(() => localStorage.getItem(storageKey) === 'folded')
  const [over, setOver] = useState(false)
  return useMemo(() => {
    const fold = () => {
      localStorage.setItem(storageKey, folded ? 'open' : 'folded')
      setFolded(!folded)
    }
    return {
      sidebar: wide ? (folded ? 'collapsed' : 'open') : over ? 'overlay' : 'collapsed',
      toggleSidebar: wide ? fold : () => setOver(!over),
      close: () => setOver(false),
    }
  }, [wide, folded, over])
}

/** The frame: navigation beside the work sheet, below it on a phone. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const [layer, setLayer] = useState<'palette' | 'sheet' | 'place' | null>(null)
  /** What the palette begins with. */
  const [words, setWords] = useState('')
  const controls = useSidebar()
  const acts = {
    openPalette: (words?: string) => {
      setWords(words ?? '')
      setLayer(now => (now === 'palette' ? null : 'palette'))
    },
    openSheet: () => setLayer('sheet'),
    openPlace: () => setLayer('place'),
    toggleSidebar: controls.toggleSidebar,
    destinations: useDestinations(),
  }
  useShellKeys(acts)
  useRememberRecent()
  const close = () => setLayer(null)
  return (
    <ShellContext value={controls}>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <div className={phone ? 'phone-shell' : 'shell'} data-sidebar={controls.sidebar}>
        {!phone && (
          <Sidebar
            controls={controls}
            onSearch={() => acts.openPalette()}
            onSheet={acts.openSheet}
            isChoosingPlace={layer === 'place'}
            onChoosePlace={open => setLayer(open ? 'place' : null)}
          />
        )}
        <main id="main" className="sheet" tabIndex={-1}>
          <OfflineBar />
          <UpdateNotice />
          <EmergencyBar />
          <Suspense>{children}</Suspense>
        </main>
        {phone && <PhoneBar onSearch={acts.openPalette} onSheet={acts.openSheet} onPlace={acts.openPlace} />}
      </div>
      <TrayHost />
      <PageAnnouncer />
      <Offer />
      <Suspense>
        {layer === 'palette' && (
          <Palette words={words} onClose={close} onSheet={acts.openSheet} onPlace={acts.openPlace} />
        )}
        {layer === 'sheet' && <CheatSheet onClose={close} />}
        {layer === 'place' && phone && <PlaceSheet onClose={close} />}
      </Suspense>
    </ShellContext>
  )
}
