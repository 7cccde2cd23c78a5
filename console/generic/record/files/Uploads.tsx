import { CircleAlert, RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Meter } from '../../../ui/Meter.tsx'
import { sizeText } from './sizeText.ts'
import { dropUpload, heaviest, type Upload, useUploads } from './upload.ts'
import { useFiles } from './useFiles.ts'

/** The files on their way to a record: how far each is, and why one did not arrive. */
export function Uploads({ path, id }: { readonly path: string; readonly id: string }) {
  const { t } = useTranslation()
  const uploads = useUploads(`${path}/${id}`)
  const { again } = useFiles(path, id)
  if (uploads.length === 0) return null
  return (
    <ul className="uploads" aria-label={t('record.uploads')}>
      {uploads.map(upload => (
        <Line key={upload.key} upload={upload} onAgain={() => again(upload)} />
      ))}
    </ul>
  )
}

/** Why a file was refused, in a sentence. */
function useReason() {
  const { t } = useTranslation()
  const { language } = useFormats()
  return ({ problem }: Upload) => {
    if (!problem) return undefined
    if (problem.status === 413) return t('record.fileTooLarge', { size: sizeText(heaviest, language) })
    if (problem.status === 0) return t('record.fileOffline')
    return problem.fields?.[0]?.message ?? (problem.detail || problem.title || t('generic.form.unansweredText'))
  }
}

function Line({ upload, onAgain }: { readonly upload: Upload; onAgain(): void }) {
  const { t } = useTranslation()
  const reason = useReason()(upload)
  const { name } = upload.file
  return (
    <li data-failed={reason !== undefined || undefined}>
      {reason && <CircleAlert size={14} aria-hidden />}
      <span className="ellipsis">{name}</span>
      {reason ? (
        <span role="alert" className="field-problem small">
          {reason}
        </span>
      ) : (
        <Meter value={upload.progress} max={1} label={name} width={96} />
      )}
      <span className="spread" />
      {reason && upload.problem?.status !== 413 && (
        <IconButton size="small" label={t('record.uploadAgain', { name })} onClick={onAgain}>
          <RotateCcw size={13} />
        </IconButton>
      )}
      <IconButton
        size="small"
        label={t(reason ? 'record.clearUpload' : 'record.cancelUpload', { name })}
        onClick={() => dropUpload(upload.key)}
      >
        <X size={13} />
      </IconButton>
    </li>
  )
}
