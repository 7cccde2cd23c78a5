import { ScanLine } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

const Scanner = lazy(async () => ({ default: (await import('./Scanner.tsx')).Scanner }))

/** A camera is given to pages on a safe connection only. */
const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === 'function'

interface ScanProps {
  readonly label: string
  onText(text: string): void
}

/** Reads a barcode or QR code into the field beside it. Offered where somebody holds the camera in their hand. */
export function Scan({ label, onText }: ScanProps) {
  const { t } = useTranslation()
  const { shown } = usePreferences()
  const [open, setOpen] = useState(false)
  if (shown.density !== 'touch' || !hasCamera()) return null
  return (
    <>
      <IconButton size="touch" label={t('generic.scan.open', { field: label })} onClick={() => setOpen(true)}>
        <ScanLine size={20} />
      </IconButton>
      <Suspense>
        {open && (
          <Scanner
            label={label}
            onClose={() => setOpen(false)}
            onText={text => {
              setOpen(false)
              onText(text)
            }}
          />
        )}
      </Suspense>
    </>
  )
}
