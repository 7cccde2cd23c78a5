import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/Dialog.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { KeptFile } from '../social.ts'
import { contentOf } from './useFiles.ts'

interface PreviewProps {
  readonly pictures: readonly KeptFile[]
  readonly shown: string
  onShow(id: string): void
  onClose(): void
}

/** A picture over the page; the arrow keys go to the others of the record. */
export function Preview({ pictures, shown, onShow, onClose }: PreviewProps) {
  const { t } = useTranslation()
  const at = pictures.findIndex(({ id }) => id === shown)
  const file = pictures[at]
  if (!file) return null
  const go = (step: number) => {
    const next = pictures[at + step]
    if (next) onShow(next.id)
  }
  const keys = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') go(-1)
    if (key === 'ArrowRight') go(1)
  }
  return (
    <Dialog label={file.name} className="preview" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the arrow keys of the buttons inside. */}
      <div className="preview-frame" onKeyDown={keys}>
        <header>
          <span className="ellipsis">{file.name}</span>
          <span className="spread" />
          {pictures.length > 1 && (
            <>
              <IconButton label={t('record.previousPicture')} disabled={at === 0} onClick={() => go(-1)}>
                <ChevronLeft size={16} />
              </IconButton>
              <span className="quiet small num">
                {at + 1} / {pictures.length}
              </span>
              <IconButton label={t('record.nextPicture')} disabled={at === pictures.length - 1} onClick={() => go(1)}>
                <ChevronRight size={16} />
              </IconButton>
            </>
          )}
          <a
            className="icon-button icon-button-medium"
            href={contentOf(file)}
            download={file.name}
            aria-label={t('record.download', { name: file.name })}
          >
            <Download size={15} />
          </a>
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose} data-autofocus>
            <X size={16} />
          </IconButton>
        </header>
        <img src={contentOf(file, true)} alt={file.name} />
      </div>
    </Dialog>
  )
}
