import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { removeLater, useWithoutRemoved } from '../removeLater.ts'
import { aroundOptions, filesOptions, type KeptFile } from '../social.ts'
import { retryUpload, type Upload, upload } from './upload.ts'

/** The address of what is in a file; `inline` to look at, otherwise to keep. */
export const contentOf = (file: KeptFile, inline = false) =>
  `/api/v1/files/${file.id}/content${inline ? '?inline=true' : ''}`

/** The files of a record, and what can be done with them. */
export function useFiles(path: string, id: string) {
  const client = useQueryClient()
  const { t } = useTranslation()
  const options = filesOptions(path, id)
  const query = useQuery(options)
  const files = useWithoutRemoved(query.data ?? [])
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: options.queryKey }),
      client.invalidateQueries(aroundOptions(path, id)),
    ])
  const record = `${path}/${id}`
  return {
    query,
    files,
    add: (chosen: readonly File[]) => upload(record, chosen, refresh),
    again: (failed: Upload) => retryUpload(failed, refresh),
    remove: (file: KeptFile) =>
      removeLater(file.id, {
        address: `/files/${file.id}`,
        text: t('record.fileRemoved', { name: file.name }),
        done: refresh,
      }),
  }
}
