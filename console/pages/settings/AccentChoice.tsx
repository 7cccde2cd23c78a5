import { Check } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Accent, accents } from '../../theme.ts'
import './accent.css'

interface AccentChoiceProps<Value extends Accent | null> {
  readonly value: Value
  /** The organisation's, which null stands for; left out where an accent must be named. */
  readonly house?: Accent
  onChange(value: Value): void
}

/** The eight accents as swatches with their names; arrow keys move between them as radio buttons do. */
export function AccentChoice<Value extends Accent | null>({ value, house, onChange }: AccentChoiceProps<Value>) {
  const { t } = useTranslation()
  const name = useId()
  const offered: readonly (Accent | null)[] = house ? [null, ...accents] : accents
  return (
    <div role="radiogroup" aria-label={t('accent.title')} className="accents">
      {offered.map(accent => (
        <label key={accent ?? 'house'}>
          <input type="radio" name={name} checked={accent === value} onChange={() => onChange(accent as Value)} />
          <i style={{ background: `var(--accent-${accent ?? house})` }}>
            {accent === value && <Check size={12} aria-hidden />}
          </i>
          {accent ? t(`accent.names.${accent}`) : t('accent.house')}
        </label>
      ))}
    </div>
  )
}
