import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Menu } from '../ui/Menu.tsx'
import { LanguageToggle, ThemeToggle } from './Toggles.tsx'
import { useAccountMenu } from './useAccountMenu.tsx'

/** The person at the foot of the sidebar, with language and theme one click away. */
export function Account({ onSheet }: { onSheet: () => void }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const groups = useAccountMenu(onSheet)
  return (
    <div className="account">
      <Menu label={t('shell.account')} groups={groups} className="account-button" side="above">
        <Avatar name={person.name} size={22} />
        <span className="ellipsis">{person.name}</span>
      </Menu>
      <span className="spread" />
      <LanguageToggle />
      <ThemeToggle />
    </div>
  )
}
