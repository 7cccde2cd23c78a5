import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { columnChoices } from '../model/columns.ts'

interface ColumnMenuProps {
  readonly entity: EntityMeta
  readonly columns: readonly FieldMeta[]
  readonly isOwn: boolean
  onChoose(names: readonly string[] | null): void
}

/** Which columns, and in what order; kept for this list on this device. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton
        ref={button}
        label={t('generic.list.columns')}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      >
        <Columns3 size={15} />
      </IconButton>
      {open && (
        <Popover label={t('generic.list.columns')} anchor={button} onClose={() => setOpen(false)}>
          <Columns {...props} />
        </Popover>
      )}
    </>
  )
}

/** Swaps a name with its neighbour before it. */
function raise(names: readonly string[], at: number): readonly string[] {
  const next = [...names]
  next.splice(at - 1, 2, names[at] as string, names[at - 1] as string)
  return next
}

function Columns({ entity, columns, isOwn, onChoose }: ColumnMenuProps) {
  const { t } = useTranslation()
  const names = columns.map(column => column.name)
  const others = columnChoices(entity).filter(field => !names.includes(field.name))
  const flip = (name: string) =>
    onChoose(names.includes(name) ? names.filter(other => other !== name) : [...names, name])
  return (
    <div className="column-menu">
      <ul>
        {[...columns, ...others].map((field, at) => (
          <li key={field.name}>
            <label>
              <input
                className="tick"
                type="checkbox"
                checked={names.includes(field.name)}
                onChange={() => flip(field.name)}
              />
              <span className="ellipsis">{field.label}</span>
            </label>
            {at < columns.length && (
              <>
                <IconButton
                  size="small"
                  label={t('generic.list.columnUp', { field: field.label })}
                  disabled={at === 0}
                  onClick={() => onChoose(raise(names, at))}
                >
                  <ChevronUp size={13} />
                </IconButton>
                <IconButton
                  size="small"
                  label={t('generic.list.columnDown', { field: field.label })}
                  disabled={at === columns.length - 1}
                  onClick={() => onChoose(raise(names, at + 1))}
                >
                  <ChevronDown size={13} />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      {isOwn && (
        <button type="button" className="link" onClick={() => onChoose(null)}>
          {t('generic.list.columnsReset')}
        </button>
      )}
    </div>
  )
}
