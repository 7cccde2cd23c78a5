// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
// biome-ignore-all lint/a11y/useFocusableInteractive: its button takes the focus.
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { SummaryValue } from '../../app/summary.ts'
import { Person } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/class-names.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { type Bucket, firstDayOf, type Section } from '../model/groups.ts'
import type { GridSums } from './GridFoot.tsx'
import { pinnedAt } from './GridRow.tsx'
import { SumText } from './SumText.tsx'
import type { GridColumn } from './useLayout.ts'

interface SectionRowProps {
  readonly section: Section
  readonly field: FieldMeta | undefined
  readonly bucket: Bucket | undefined
  readonly isPerson: boolean
  readonly columns: readonly GridColumn[]
  readonly sums: GridSums
  readonly top: number
  onToggle(section: Section): void
}

/** The head of a group: what its rows share, how many they are, and what they come to. */
export function SectionRow({ section, field, bucket, isPerson, columns, sums, top, onToggle }: SectionRowProps) {
  const { number } = useFormats()
  const Arrow = section.isOpen ? ChevronDown : ChevronRight
  return (
    <div role="row" className="grid-row grid-section" style={{ transform: `translateY(${top}px)` }}>
      <div role="gridcell" className="grid-cell grid-select" />
      <div role="gridcell" className="grid-cell grid-title">
        <button
          type="button"
          className="section-open"
          aria-expanded={section.isOpen}
          tabIndex={-1}
          onClick={() => onToggle(section)}
        >
          <Arrow size={14} aria-hidden />
          <SectionTitle {...{ section, field, bucket, isPerson }} />
          <span className="quiet num">{number(section.count)}</span>
        </button>
      </div>
      {columns.map(column => {
        const measure = sums.chosen[column.field.name]
        return (
          <div
            key={column.field.name}
            role="gridcell"
            className={cx('grid-cell', column.numeric && 'grid-end', column.left !== undefined && 'grid-pinned')}
            style={pinnedAt(column)}
          >
            {measure && (
              <SumText
                column={column}
                measure={measure}
                value={section.values[`${measure}:${column.field.name}`] as SummaryValue | undefined}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

type TitleProps = Pick<SectionRowProps, 'section' | 'field' | 'bucket' | 'isPerson'>

function SectionTitle({ section, field, bucket, isPerson }: TitleProps) {
  const { t } = useTranslation()
  const { periodName } = usePeriodNames()
  const { key, title } = section
  if (key === null)
    return <span className="ellipsis quiet">{t('generic.group.none', { field: field?.label ?? '' })}</span>
  if (bucket) return <span className="ellipsis">{periodName(key, bucket)}</span>
  const option = field?.options?.find(({ value }) => value === key)
  if (option?.tone)
    return (
      <>
        <StatusGlyph tone={option.tone} />
        <span className="ellipsis">{option.label}</span>
      </>
    )
  if (field?.kind === 'boolean') return <span>{t(key === 'true' ? 'generic.value.yes' : 'generic.value.no')}</span>
  const text = title ?? option?.label ?? (field?.kind === 'ref' ? t('generic.group.hidden') : key)
  return isPerson ? <Person name={text} size={18} /> : <span className="ellipsis">{text}</span>
}

/** A stretch of the calendar by its first day: `November 2026`, `2026 Q3`, `week of 16 Nov`. */
export function usePeriodNames() {
  const { t, i18n } = useTranslation()
  const { date } = useFormats()
  const zh = i18n.language.startsWith('zh')
  const periodName = (key: string, bucket: Bucket) => {
    const first = firstDayOf(key)
    const [year = '', month = ''] = first.split('-')
    if (bucket === 'year') return zh ? `${year}年` : year
    if (bucket === 'quarter') return t('generic.period.quarterName', { year, quarter: Math.ceil(Number(month) / 3) })
    if (bucket === 'week') return t('generic.period.weekName', { day: date(first) })
    if (bucket === 'day') return date(first)
    if (zh) return `${year}年${Number(month)}月`
    return new Date(`${first}T00:00:00Z`).toLocaleDateString('en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
  }
  return { periodName }
}
