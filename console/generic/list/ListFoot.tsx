import { useTranslation } from 'react-i18next'
import { useTotalText } from './useCounts.ts'
import type { Rows } from './useRows.ts'

/** How many answer: exactly, or as far as counting goes. */
export function ListFoot({ rows, selected }: { readonly rows: Rows; readonly selected: number }) {
  const { t } = useTranslation()
  const text = useTotalText()
  return (
    <footer className="list-foot num" aria-live="polite">
      {rows.total && <span>{t('generic.list.count', { count: rows.total.total, shown: text(rows.total) })}</span>}
      <span className="spread" />
      {selected > 0 && <span>{t('bulk.selected', { count: selected })}</span>}
    </footer>
  )
}
