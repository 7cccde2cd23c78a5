import { ListFilter, X } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface FilterChipProps extends Omit<ComponentPropsWithRef<'button'>, 'value'> {
  label: string
  operator?: string
  value?: ReactNode
  onClear?: () => void
}

/** `Status · is not · Archived ×`. The rest of the props go to the part that opens the editor. */
export function FilterChip({ label, operator, value, onClear, ...opener }: FilterChipProps) {
  const { t } = useTranslation()
  return (
    <span className="chip">
      <button type="button" {...opener} className="chip-open">
        <span className="chip-field">{label}</span>
        {operator && <span className="chip-operator">{operator}</span>}
        {value !== undefined && <span className="chip-value">{value}</span>}
      </button>
      {onClear && (
        <button type="button" className="chip-clear" aria-label={t('filter.clear', { field: label })} onClick={onClear}>
          <X size={12} />
        </button>
      )}
    </span>
  )
}

export function AddFilter(props: Omit<ComponentPropsWithRef<'button'>, 'children'>) {
  const { t } = useTranslation()
  return (
    <button type="button" {...props} className="chip chip-add">
      <ListFilter size={13} aria-hidden />
      {t('filter.add')}
    </button>
  )
}
