import { Contrast, KeyRound, LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { useSignOut } from '../../app/session.tsx'
import { showPasswordDialog } from '../../shell/password-dialog.ts'
import type { MenuGroup } from '../../ui/Menu.tsx'

/** What somebody outside sets for themselves, and the way out. */
export function usePortalMenu(): readonly MenuGroup[] {
  const { t } = useTranslation()
  const { contrast, change } = usePreferences()
  const signOut = useSignOut()
  const more = contrast === 'more'
  return [
    {
      items: [
        {
          key: 'contrast',
          label: t('shell.contrast'),
          icon: <Contrast size={14} />,
          checked: more,
          onSelect: () => change({ contrast: more ? 'normal' : 'more' }),
        },
      ],
    },
    {
      items: [
        {
          key: 'password',
          label: t('shell.changePassword'),
          icon: <KeyRound size={14} />,
          onSelect: () => showPasswordDialog(true),
        },
        { key: 'out', label: t('shell.signOut'), icon: <LogOut size={14} />, onSelect: signOut },
      ],
    },
  ]
}
