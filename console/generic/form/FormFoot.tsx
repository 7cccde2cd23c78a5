import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import type { useForm } from './useForm.ts'

interface FormFootProps {
  readonly edit: ReturnType<typeof useForm>
  readonly isNew: boolean
  readonly back: string
}

/** Sends the form. It is never switched off beforehand: pressed too early, it says what is missing. */
export function FormFoot({ edit, isNew, back }: FormFootProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <footer className="form-foot">
      {isNew && (
        <label className="form-another">
          <input
            type="checkbox"
            className="tick"
            checked={edit.another}
            onChange={event => edit.setAnother(event.target.checked)}
          />
          {t('generic.form.another')}
        </label>
      )}
      <span className="spread" />
      {!phone && (
        <Link to={back as never} className="button-link">
          <Button tabIndex={-1}>{t('generic.form.cancel')}</Button>
        </Link>
      )}
      <Button
        type="primary"
        htmlType="submit"
        size={phone ? 'large' : 'medium'}
        loading={edit.busy}
        data-tour="form-send"
      >
        {isNew ? t('generic.form.create') : t('generic.form.save')} <Kbd keys="mod enter" />
      </Button>
    </footer>
  )
}
