import { Upload } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface DropAreaProps {
  readonly children: ReactNode
  readonly className?: string
  onDrop(files: readonly File[]): void
}

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** Takes files that are dragged onto it, and says so while they are held over it. */
export function DropArea({ children, className = '', onDrop }: DropAreaProps) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const enter = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(true)
  }
  const leave = (event: DragEvent) => {
    const into = event.relatedTarget
    if (!(into instanceof Node && event.currentTarget.contains(into))) setOver(false)
  }
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(false)
    onDrop([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button to choose files is the way without a mouse.
    <div className={`drop-area ${className}`} onDragEnter={enter} onDragOver={enter} onDragLeave={leave} onDrop={drop}>
      {children}
      {over && (
        <div className="drop-hint">
          <Upload size={18} aria-hidden />
          {t('record.dropHere')}
        </div>
      )}
    </div>
  )
}
