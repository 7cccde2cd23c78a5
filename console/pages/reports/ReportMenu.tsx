import { useNavigate } from '@tanstack/react-router'
import { FileDown, FileSpreadsheet, FileText, Link2, Mail, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '../../app/api.ts'
import { download } from '../../generic/list/download.ts'
import { copyLink } from '../../generic/record/copyLink.ts'
import { ActionMenu, type MenuItem } from '../../ui/ActionMenu.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Format, type Report, useReportWrites } from './queries.ts'

const icons = { xlsx: FileSpreadsheet, csv: FileDown, pdf: FileText } as const

/** What is done with a report as it is kept: files, a mail to oneself, a link, the end of it. */
export function ReportMenu({ report }: { readonly report: Report }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { remove, sendToMe } = useReportWrites()
  const failed = (fault: Error) => toast({ tone: 'risk', text: fault.message })
  const files = (['xlsx', 'csv', 'pdf'] as const).map((format: Format): MenuItem => {
    const Icon = icons[format]
    return {
      key: format,
      label: t(`reports.as.${format}`),
      icon: <Icon size={14} />,
      onRun: () => download(address(`/reports/${report.id}/export`, { format })),
    }
  })
  const rest: MenuItem[] = [
    {
      key: 'mail',
      label: t('reports.sendToMe'),
      icon: <Mail size={14} />,
      onRun: () => void sendToMe(report).then(() => toast({ text: t('reports.onItsWay') }), failed),
    },
    {
      key: 'link',
      label: t('reports.copyLink'),
      icon: <Link2 size={14} />,
      onRun: () => void copyLink(`/reports/${report.id}`, t('reports.copied')),
    },
  ]
  const end: MenuItem = {
    key: 'remove',
    label: t('reports.remove'),
    icon: <Trash2 size={14} />,
    onRun: () =>
      void remove(report).then(() => {
        toast({ text: t('reports.removed') })
        return navigate({ to: '/reports' as never })
      }, failed),
  }
  return (
    <ActionMenu
      label={t('reports.more')}
      icon={<FileDown size={15} />}
      items={[...files, ...rest, ...(report.mayChange ? [end] : [])]}
    />
  )
}
