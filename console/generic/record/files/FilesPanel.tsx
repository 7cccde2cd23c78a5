import { Download, FileText, Trash2, Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { Person } from '../../../ui/Avatar.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import type { KeptFile } from '../social.ts'
import { DropArea } from './DropArea.tsx'
import { FileName, isImage } from './FileName.tsx'
import { PickFiles } from './PickFiles.tsx'
import { sizeText } from './sizeText.ts'
import { Uploads } from './Uploads.tsx'
import { contentOf, useFiles } from './useFiles.ts'
import './files.css'

interface FilesPanelProps {
  readonly path: string
  readonly id: string
}

/** The files of a record: looked at, downloaded, added by button, paste or drop, removed with a way back. */
export function FilesPanel({ path, id }: FilesPanelProps) {
  const { t } = useTranslation()
  const { query, files, add, remove } = useFiles(path, id)
  if (query.isPending) return <SkeletonRows rows={3} />
  if (query.isError && !query.data) return <ErrorBlock problem={query.error} onRetry={() => query.refetch()} />
  const pick = (
    <PickFiles onPick={add} className="link">
      <Upload size={14} aria-hidden />
      {t('record.upload')}
    </PickFiles>
  )
  return (
    <DropArea onDrop={add}>
      <Uploads path={path} id={id} />
      {files.length === 0 ? (
        <EmptyState
          icon={<FileText size={18} />}
          title={t('record.noFiles')}
          text={t('record.noFilesText')}
          action={pick}
        />
      ) : (
        <>
          <p className="panel-tools">{pick}</p>
          <ul className="file-list">
            {files.map(file => (
              <FileLine key={file.id} file={file} among={files} onRemove={() => remove(file)} />
            ))}
          </ul>
        </>
      )}
    </DropArea>
  )
}

interface FileLineProps {
  readonly file: KeptFile
  readonly among: readonly KeptFile[]
  onRemove(): void
}

function FileLine({ file, among, onRemove }: FileLineProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <li>
      {isImage(file) ? (
        <img className="file-thumb" src={contentOf(file, true)} alt="" loading="lazy" />
      ) : (
        <span className="file-thumb">
          <FileText size={15} aria-hidden />
        </span>
      )}
      <span className="file-words">
        <FileName file={file} among={among} />
        <span className="quiet small num">{sizeText(file.size, formats.language)}</span>
      </span>
      <span className="spread" />
      <span className="file-by small">
        <Person name={file.by.name} size={16} />
      </span>
      <time className="quiet small" dateTime={file.at}>
        {formats.instant(file.at)}
      </time>
      <a
        className="icon-button icon-button-small"
        href={contentOf(file)}
        download={file.name}
        aria-label={t('record.download', { name: file.name })}
        data-tip={t('record.download', { name: file.name })}
      >
        <Download size={14} />
      </a>
      {file.mayRemove && (
        <IconButton size="small" label={t('record.removeFile', { name: file.name })} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      )}
    </li>
  )
}
