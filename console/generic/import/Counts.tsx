import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Highlight, HighlightStrip } from '../../ui/HighlightStrip.tsx'
import type { ImportJob } from './useImport.ts'

/** New, changed, unchanged, refused. */
export function Counts({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const items: Highlight[] = (['created', 'updated', 'unchanged', 'failed'] as const).map(key => ({
    key,
    label: t(`generic.import.count.${key}`),
    value: number(job[key]),
    below: t(`generic.import.countText.${key}`),
    ...(key === 'failed' && job.failed > 0 && { tone: 'risk' as const }),
  }))
  return <HighlightStrip items={items} />
}
