import { ArrowLeftRight, ChartColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import type { ShapeProps } from '../list/shape.ts'
import { buckets, isDayShaped, readGroup } from '../model/groups.ts'
import { asGroup, groupField, groupFields, measureChoices, type PivotChoice } from './pivot.ts'
import { usePivotWords } from './usePivotWords.ts'

interface PivotToolsProps extends ShapeProps {
  readonly choice: PivotChoice
  readonly currency: string
  readonly currencies: readonly string[]
  put(patch: Partial<PivotChoice>): void
  onCurrency(currency: string): void
}

/** What goes down, what goes across, and what each cell says. */
export function PivotTools({ collection, choice, currency, currencies, put, onCurrency }: PivotToolsProps) {
  const { entity } = collection
  const { t } = useTranslation()
  const words = usePivotWords(entity, currency)
  const nameOf = (group: string | null) => {
    const field = groupField(entity, group)
    const { bucket } = readGroup(group ?? '')
    return field
      ? [field.label, bucket && t(`generic.period.${bucket}`)].filter(Boolean).join(' · ')
      : t('pivot.nothingAcross')
  }
  const groups = (now: string | null, other: string | null, choose: (group: string) => void) => {
    const field = groupField(entity, now)
    const fields: readonly MenuItem[] = groupFields(entity)
      .filter(({ name }) => name !== readGroup(other ?? '').field)
      .map(each => ({
        key: each.name,
        label: each.label,
        checked: each === field,
        onSelect: () => choose(asGroup(each)),
      }))
    const periods: readonly MenuItem[] =
      field && isDayShaped(field)
        ? buckets.map(bucket => ({
            key: bucket,
            label: t(`generic.period.${bucket}`),
            checked: readGroup(now ?? '').bucket === bucket,
            onSelect: () => choose(`${field.name}:${bucket}`),
          }))
        : []
    return [{ items: fields }, ...(periods.length > 0 ? [{ label: t('pivot.stretch'), items: periods }] : [])]
  }
  const none: MenuItem = {
    key: 'none',
    label: t('pivot.nothingAcross'),
    checked: choice.columns === null,
    onSelect: () => put({ columns: null }),
  }
  return (
    <div className="pivot-bar">
      <Menu
        label={t('pivot.down')}
        className="pivot-by"
        groups={groups(choice.rows, choice.columns, rows => put({ rows }))}
      >
        {t('pivot.downBy', { field: nameOf(choice.rows) })}
      </Menu>
      <Menu
        label={t('pivot.across')}
        className="pivot-by"
        groups={[{ items: [none] }, ...groups(choice.columns, choice.rows, columns => put({ columns }))]}
      >
        {t('pivot.acrossBy', { field: nameOf(choice.columns) })}
      </Menu>
      {choice.columns && (
        <IconButton
          label={t('pivot.swap')}
          onClick={() => put({ rows: choice.columns as string, columns: choice.rows })}
        >
          <ArrowLeftRight size={14} />
        </IconButton>
      )}
      <Menu
        label={t('pivot.measure')}
        className="pivot-by"
        groups={[
          {
            items: measureChoices(entity).map(({ key }) => ({
              key,
              label: words.measureName(key),
              checked: key === choice.measure,
              onSelect: () => put({ measure: key }),
            })),
          },
        ]}
      >
        {t('pivot.measureIs', { measure: words.measureName(choice.measure) })}
      </Menu>
      {currencies.length > 1 && (
        <fieldset className="shape-switch" aria-label={t('pivot.currency')}>
          {currencies.map(each => (
            <button key={each} type="button" aria-pressed={each === currency} onClick={() => onCurrency(each)}>
              {each}
            </button>
          ))}
        </fieldset>
      )}
      <span className="spread" />
      <IconButton label={t('pivot.chart')} pressed={choice.chart} onClick={() => put({ chart: !choice.chart })}>
        <ChartColumn size={15} />
      </IconButton>
    </div>
  )
}
