import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.tsx'
import { LabelledField } from './LabelledField.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { slugOf } from './set-up.ts'
import type { Faults } from './useShortForm.ts'

export function SetUpFields({ faults }: { faults: Faults }) {
  const { t } = useTranslation()
  return (
    <>
      <fieldset className="sign-in-part">
        <legend>{t('setUp.organisation')}</legend>
        <Names faults={faults} />
        <div className="field-pair">
          <TimeZone fault={faults['organisation.timeZone']} />
          <Currency fault={faults['organisation.currency']} />
        </div>
      </fieldset>
      <fieldset className="sign-in-part">
        <legend>{t('setUp.administrator')}</legend>
        <Administrator faults={faults} />
      </fieldset>
    </>
  )
}

/** The short name follows the name until somebody writes their own. */
function Names({ faults }: { faults: Faults }) {
  const { t } = useTranslation()
  const [slug, setSlug] = useState('')
  const [own, setOwn] = useState(false)
  return (
    <>
      <LabelledField
        label={t('setUp.name')}
        fault={faults['organisation.name']}
        control={described => (
          <input
            {...described}
            name="organisation.name"
            className="input-large"
            autoComplete="organization"
            maxLength={200}
            onChange={({ target }) => !own && setSlug(slugOf(target.value))}
          />
        )}
      />
      <LabelledField
        label={t('setUp.slug')}
        fault={faults['organisation.slug']}
        hint={faults['organisation.slug'] ? undefined : t('setUp.slugHint')}
        control={described => (
          <input
            {...described}
            name="organisation.slug"
            className="input-large"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={41}
            value={slug}
            onChange={({ target }) => {
              setOwn(target.value !== '')
              setSlug(target.value.toLowerCase())
            }}
          />
        )}
      />
    </>
  )
}

function TimeZone({ fault }: { fault: string | undefined }) {
  const { t } = useTranslation()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]
  return (
    <LabelledField
      label={t('setUp.timeZone')}
      fault={fault}
      control={described => (
        <select
          {...described}
          name="organisation.timeZone"
          className="input-large"
          defaultValue={zones.includes(here) ? here : 'UTC'}
        >
          {zones.map(zone => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      )}
    />
  )
}

function Currency({ fault }: { fault: string | undefined }) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const names = new Intl.DisplayNames([language], { type: 'currency' })
  return (
    <LabelledField
      label={t('setUp.currency')}
      fault={fault}
      control={described => (
        <select
          {...described}
          name="organisation.currency"
          className="input-large"
          defaultValue={language === 'zh' ? 'CNY' : 'USD'}
        >
          {Intl.supportedValuesOf('currency').map(code => (
            <option key={code} value={code}>
              {code} · {names.of(code)}
            </option>
          ))}
        </select>
      )}
    />
  )
}

function Administrator({ faults }: { faults: Faults }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  return (
    <>
      <LabelledField
        label={t('setUp.yourName')}
        fault={faults['administrator.name']}
        control={described => (
          <input {...described} name="administrator.name" className="input-large" autoComplete="name" maxLength={100} />
        )}
      />
      <LabelledField
        label={t('signIn.email')}
        fault={faults['administrator.email']}
        control={described => (
          <input
            {...described}
            name="administrator.email"
            type="email"
            className="input-large"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            onChange={({ target }) => setEmail(target.value)}
          />
        )}
      />
      <NewPasswordField
        name="administrator.password"
        label={t('signIn.password')}
        email={email}
        fault={faults['administrator.password']}
      />
    </>
  )
}
