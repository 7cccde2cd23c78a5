import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnPreferences, ownPreferencesQuery, savePreferences } from '../../app/own-preferences.ts'
import { type DensityChoice, type ModeChoice, usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { toast } from '../../ui/toast.tsx'
import { AccentChoice } from '../settings/AccentChoice.tsx'
import { Line, Panel, SettingsPage } from '../settings/Panel.tsx'
import { NoticeChoices } from './NoticeChoices.tsx'
import { TimeZone } from './TimeZone.tsx'
import '../../generic/generic.css'
import './account.css'

const modes: readonly ModeChoice[] = ['light', 'dark', 'system']
const densities: readonly DensityChoice[] = ['comfortable', 'standard', 'compact']
const languages: readonly Language[] = ['en', 'zh']
const languageNames = { en: 'English', zh: '简体中文' }

/** Each choice shows at once, here and on every device that comes later. */
function useSave() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const save = async (patch: Partial<OwnPreferences>) => {
    setProblem(undefined)
    try {
      queries.setQueryData(ownPreferencesQuery.queryKey, await savePreferences(patch))
      toast({ text: t('account.saved') })
    } catch (failure) {
      setProblem(failure)
    }
  }
  return { problem, save }
}

export function Preferences() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(ownPreferencesQuery)
  const { change, mode, language, density, contrast, accent, keys } = usePreferences()
  const { tenant } = useSession()
  const { problem, save } = useSave()
  return (
    <SettingsPage title={t('shell.places.preferences')}>
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {problem !== undefined && <ErrorBlock problem={problem} />}
      <Panel title={t('account.look.title')} text={t('account.look.text')}>
        <Line title={t('shell.language')}>
          <Choice
            label={t('shell.language')}
            options={languages.map(each => [each, languageNames[each]])}
            value={language}
            onChange={next => {
              change({ language: next })
              save({ language: next })
            }}
          />
        </Line>
        <Line title={t('shell.theme')}>
          <Choice
            label={t('shell.theme')}
            options={modes.map(each => [each, t(`theme.${each}`)])}
            value={mode}
            onChange={next => {
              change({ mode: next })
              save({ theme: next })
            }}
          />
        </Line>
        <Line title={t('shell.density')} text={t('account.look.density')}>
          <Choice
            label={t('shell.density')}
            options={densities.map(each => [each, t(`density.${each}`)])}
            value={density}
            onChange={next => {
              change({ density: next })
              save({ density: next })
            }}
          />
        </Line>
        <Line title={t('accent.title')} text={t('accent.own')}>
          <AccentChoice
            value={accent}
            house={tenant.accent ?? 'petrol'}
            onChange={next => {
              change({ accent: next })
              save({ accent: next })
            }}
          />
        </Line>
        <Switch
          title={t('shell.contrast')}
          text={t('account.look.contrast')}
          isOn={contrast === 'more'}
          onChange={on => {
            change({ contrast: on ? 'more' : 'normal' })
            save({ contrast: on ? 'more' : 'normal' })
          }}
        />
        <Switch
          title={t('shell.keys')}
          text={t('account.look.keys')}
          isOn={keys}
          onChange={on => {
            change({ keys: on })
            save({ shortcuts: on })
          }}
        />
      </Panel>
      <Panel title={t('account.time.title')} text={t('account.time.text', { zone: tenant.timeZone })}>
        <TimeZone
          value={data?.timeZone ?? ''}
          usual={tenant.timeZone}
          onChange={timeZone => save({ timeZone: timeZone || null })}
        />
      </Panel>
      {data && <NoticeChoices chosen={data} onChange={save} />}
    </SettingsPage>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly options: readonly (readonly [T, ReactNode])[]
  readonly value: T
  onChange(value: T): void
}

/** A few options side by side; arrow keys move between them as radio buttons do. */
function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="choice-row">
      {options.map(([key, words]) => (
        <label key={key}>
          <input type="radio" name={name} checked={key === value} onChange={() => onChange(key)} />
          {words}
        </label>
      ))}
    </div>
  )
}

interface SwitchProps {
  readonly title: string
  readonly text?: string
  readonly isOn: boolean
  onChange(on: boolean): void
}

function Switch({ title, text, isOn, onChange }: SwitchProps) {
  const id = useId()
  return (
    <Line title={<label htmlFor={id}>{title}</label>} text={text}>
      <input
        id={id}
        type="checkbox"
        className="tick"
        checked={isOn}
        onChange={event => onChange(event.target.checked)}
      />
    </Line>
  )
}
