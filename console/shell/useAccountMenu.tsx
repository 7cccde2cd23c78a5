import { Contrast, Keyboard, KeyRound, LogOut, Moon, Rows3, Siren, Sun, SunMoon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useEmergency } from '../app/emergency.ts'
import { showLayer } from '../app/layers.ts'
import { type DensityChoice, type ModeChoice, usePreferences } from '../app/preferences.tsx'
import { useSignOut } from '../app/session.tsx'
import type { MenuGroup } from '../ui/Menu.tsx'
import { showPasswordDialog } from './password-dialog.ts'

const modes: readonly ModeChoice[] = ['light', 'dark', 'system']
const modeIcons = { light: <Sun size={14} />, dark: <Moon size={14} />, system: <SunMoon size={14} /> }
const densities: readonly DensityChoice[] = ['comfortable', 'standard', 'compact']

/** What one sets for oneself on this device, and the way out. */
export function useAccountMenu(onSheet: () => void): readonly MenuGroup[] {
  const { t } = useTranslation()
  const { change, ...now } = usePreferences()
  const signOut = useSignOut()
  const { sleeping } = useEmergency()
  const theme = modes.map(mode => ({
    key: mode,
    label: t(`theme.${mode}`),
    icon: modeIcons[mode],
    checked: now.mode === mode,
    onSelect: () => change({ mode }),
  }))
  const density = densities.map(each => ({
    key: each,
    label: t(`density.${each}`),
    icon: <Rows3 size={14} />,
    checked: now.density === each,
    onSelect: () => change({ density: each }),
  }))
  const more = now.contrast === 'more'
  const rest = [
    {
      key: 'contrast',
      label: t('shell.contrast'),
      icon: <Contrast size={14} />,
      checked: more,
      onSelect: () => change({ contrast: more ? 'normal' : 'more' }),
    },
    {
      key: 'keys',
      label: t('shell.keys'),
      icon: <Keyboard size={14} />,
      checked: now.keys,
      onSelect: () => change({ keys: !now.keys }),
    },
  ]
  return [
    { label: t('shell.theme'), items: theme },
    ...(now.phone ? [] : [{ label: t('shell.density'), items: density }]),
    { items: rest },
    {
      items: [
        ...(now.phone
          ? []
          : [
              { key: 'sheet', label: t('shell.shortcuts'), icon: <Keyboard size={14} />, note: '?', onSelect: onSheet },
            ]),
        {
          key: 'password',
          label: t('shell.changePassword'),
          icon: <KeyRound size={14} />,
          onSelect: () => showPasswordDialog(true),
        },
        ...(sleeping.length > 0
          ? [
              {
                key: 'emergency',
                label: t('shell.emergency'),
                icon: <Siren size={14} />,
                onSelect: () => showLayer({ kind: 'emergency' }),
              },
            ]
          : []),
        { key: 'out', label: t('shell.signOut'), icon: <LogOut size={14} />, onSelect: signOut },
      ],
    },
  ]
}
