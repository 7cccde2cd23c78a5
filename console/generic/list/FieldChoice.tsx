import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import type { ListEntity } from '../model/views.ts'
import { useTypedMatch } from '../useTypedMatch.ts'

interface FieldChoiceProps {
  readonly entity: ListEntity
  onChoose(field: FieldMeta): void
}

const most = 60

/** Which field to ask about: one's own, or one of a record it refers to. Found by typing, in Chinese by its sounds too. */
export function FieldChoice({ entity, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [inside, setInside] = useState<FieldMeta | null>(null)
  const fits = useTypedMatch(text)
  const own = entity.fields.filter(field => field.operators.length > 0)
  const nearOf = (field: FieldMeta) => entity.near.filter(({ name }) => name.startsWith(`${field.name}.`))
  const all = inside ? nearOf(inside) : text.trim() === '' ? own : [...own, ...entity.near]
  const fields = all.filter(field => fits(field.label)).slice(0, most)
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !fields[0]) return
    event.preventDefault()
    onChoose(fields[0])
  }
  return (
    <div className="field-choice">
      <input
        className="ctl"
        aria-label={t('generic.filter.findField')}
        placeholder={t('generic.filter.findField')}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={keys}
      />
      {inside && (
        <button type="button" className="menu-item field-back" onClick={() => setInside(null)}>
          <ChevronLeft size={14} aria-hidden />
          {t('generic.filter.allFields')}
        </button>
      )}
      <div className="menu-list">
        {fields.map(field => (
          <span key={field.name} className="field-line">
            <button type="button" className="menu-item" onClick={() => onChoose(field)}>
              <span className="ellipsis">{field.label}</span>
            </button>
            {!inside && nearOf(field).length > 0 && (
              <IconButton
                size="small"
                label={t('generic.filter.fieldsOf', { field: field.label })}
                onClick={() => {
                  setInside(field)
                  setText('')
                }}
              >
                <ChevronRight size={14} />
              </IconButton>
            )}
          </span>
        ))}
        {fields.length === 0 && <p className="quiet small">{t('generic.control.noMatch')}</p>}
      </div>
    </div>
  )
}
