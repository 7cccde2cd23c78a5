import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type Detector, openDetector } from './detector.ts'

interface ScannerProps {
  readonly label: string
  onText(text: string): void
  onClose(): void
}
type Trouble = 'denied' | 'noCamera' | 'noReader'

/** Often enough to feel immediate, seldom enough for a small phone. */
const every = 180

/** What the camera sees, until it sees a code. Nothing of it is kept or sent. */
export function Scanner({ label, onText, onClose }: ScannerProps) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<Trouble>()
  useScanning(video, onText, setTrouble)
  return (
    <Dialog label={t('generic.scan.title', { field: label })} className="scanner" onClose={onClose}>
      <header>
        <h2>{t('generic.scan.title', { field: label })}</h2>
        <span className="spread" />
        <IconButton size="touch" label={t('generic.form.close')} onClick={onClose}>
          <X size={20} />
        </IconButton>
      </header>
      {trouble ? (
        <p role="alert">{t(`generic.scan.${trouble}`)}</p>
      ) : (
        <>
          <video ref={video} muted playsInline aria-label={t('generic.scan.picture')} />
          <p>{t('generic.scan.hint')}</p>
        </>
      )}
    </Dialog>
  )
}

function useScanning(
  video: RefObject<HTMLVideoElement | null>,
  onText: (text: string) => void,
  onTrouble: (trouble: Trouble) => void,
) {
  const latest = useRef({ onText, onTrouble })
  latest.current = { onText, onTrouble }
  useEffect(() => {
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const look = async (detector: Detector) => {
      const picture = video.current
      if (isOver || !picture) return
      const [code] = picture.readyState >= 2 ? await detector.detect(picture) : []
      if (isOver) return
      if (code?.rawValue) return latest.current.onText(code.rawValue)
      timer = setTimeout(() => look(detector), every)
    }
    const begin = async () => {
      stream = await camera(latest.current.onTrouble)
      if (!stream || !video.current || isOver) return stop()
      video.current.srcObject = stream
      await video.current.play()
      const detector = await openDetector().catch(() => latest.current.onTrouble('noReader'))
      if (detector) look(detector)
    }
    const stop = () => {
      isOver = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    begin()
    return stop
  }, [video])
}

async function camera(onTrouble: (trouble: Trouble) => void): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch (error) {
    onTrouble(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'noCamera')
    return undefined
  }
}
