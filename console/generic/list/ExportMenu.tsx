import { useNavigate } from '@tanstack/react-router'
import { FileDown, FileSpreadsheet, FileText, FileUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '../../app/api.ts'
import type { Collection } from '../../app/meta.ts'
import { ActionMenu, type MenuItem } from '../../ui/ActionMenu.tsx'
import { download } from './download.ts'

interface ExportMenuProps {
  readonly collection: Collection
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly string[]
}

/** Out: what the list shows now, as a file. In: the import wizard. */
export function ExportMenu({ collection, query, columns }: ExportMenuProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { entity, path } = collection
  const save = (format: string) => download(address(`/${path}/export`, { ...query, fields: columns.join(','), format }))
  const items: MenuItem[] = []
  if (entity.may.export) {
    items.push({
      key: 'xlsx',
      label: t('generic.list.exportXlsx'),
      icon: <FileSpreadsheet size={14} />,
      onRun: () => save('xlsx'),
    })
    items.push({
      key: 'csv',
      label: t('generic.list.exportCsv'),
      icon: <FileDown size={14} />,
      onRun: () => save('csv'),
    })
    items.push({
      key: 'pdf',
      label: t('generic.list.exportPdf'),
      icon: <FileText size={14} />,
      onRun: () => save('pdf'),
    })
  }
  if (entity.may.import)
    items.push({
      key: 'import',
      label: t('generic.list.import'),
      icon: <FileUp size={14} />,
      onRun: () => navigate({ to: `/${path}/import` }),
    })
  if (items.length === 0) return null
  return <ActionMenu label={t('generic.list.importExport')} icon={<FileDown size={15} />} items={items} />
}
