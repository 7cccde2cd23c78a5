import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { sessionKey, useSession } from '../../app/session.tsx'
import type { Accent } from '../../theme.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { toast } from '../../ui/toast.tsx'
import { AccentChoice } from './AccentChoice.tsx'
import { Line, Panel, SettingsPage } from './Panel.tsx'

/** What the whole organisation sees: its accent. Shown at once; back where it was when the server refuses. */
export function Look() {
  const { t } = useTranslation()
  const { tenant } = useSession()
  const { setHouseAccent } = usePreferences()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const now = tenant.accent ?? 'petrol'
  const save = async (accent: Accent) => {
    setProblem(undefined)
    setHouseAccent(accent)
    try {
      await request('PATCH', '/organisation', { body: { accent } })
      await queries.refetchQueries({ queryKey: sessionKey, exact: true })
      toast({ text: t('settings.look.saved', { accent: t(`accent.names.${accent}`) }), undo: () => save(now) })
    } catch (failure) {
      setHouseAccent(now)
      setProblem(failure)
    }
  }
  return (
    <SettingsPage title={t('shell.places.look')}>
      {problem !== undefined && <ErrorBlock problem={problem} />}
      <Panel title={t('settings.look.title')} text={t('settings.look.text')}>
        <Line title={t('accent.title')}>
          <AccentChoice<Accent> value={now} onChange={save} />
        </Line>
      </Panel>
    </SettingsPage>
  )
}
