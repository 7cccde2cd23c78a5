import { ChevronsUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useSiteMenu } from './useSiteMenu.tsx'

/** Which organisation, site and role one works as; opens the choice of sites where there is one. */
export function Switcher() {
  const { t } = useTranslation()
  const { tenant, site, roles } = useSession()
  const groups = useSiteMenu()
  const words = (
    <>
      <Logo size={22} />
      <span className="switcher-words">
        <b className="ellipsis">{tenant.name}</b>
        <small className="ellipsis">
          {[site?.name, roles.map(role => role.name).join('、')].filter(Boolean).join(' · ')}
        </small>
      </span>
    </>
  )
  if (groups.length === 0) return <div className="switcher">{words}</div>
  return (
    <Menu label={t('shell.switchSite')} groups={groups} className="switcher">
      {words}
      <ChevronsUpDown size={13} aria-hidden />
    </Menu>
  )
}
