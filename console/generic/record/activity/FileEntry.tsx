import { useQuery } from '@tanstack/react-query'
import { Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { Person } from '../../../ui/Avatar.tsx'
import { TimelineEntry } from '../../../ui/Timeline.tsx'
import { FileName } from '../files/FileName.tsx'
import { filesOptions, type KeptFile } from '../social.ts'

interface FileEntryProps {
  readonly file: KeptFile
  readonly path: string
  readonly id: string
}

/** That somebody put a file there. */
export function FileEntry({ file, path, id }: FileEntryProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data = [] } = useQuery(filesOptions(path, id))
  return (
    <TimelineEntry
      icon={<Paperclip size={11} />}
      at={file.at}
      time={formats.time(file.at)}
      title={
        <>
          <Person name={file.by.name} />
          <span className="secondary">{t('record.fileAdded')}</span>
          <FileName file={file} among={data} />
        </>
      }
    />
  )
}
