import { useTranslation } from 'react-i18next'
import { useSession, useSwitchSite } from '../app/session.tsx'
import type { MenuGroup } from '../ui/Menu.tsx'
import { toast } from '../ui/toast.tsx'

/** The sites one may work at; empty when there is nothing to choose. */
export function useSiteMenu(): readonly MenuGroup[] {
  const { t } = useTranslation()
  const { site, sites } = useSession()
  const switchSite = useSwitchSite()
  if (sites.length < 2) return []
  const choose = async (id: string, name: string) => {
    await switchSite(id)
    toast({ text: t('shell.switched', { site: name }) })
  }
  const items = sites.map(({ id, name, type }) => ({
    key: id,
    label: name,
    note: t(`siteType.${type}`, { defaultValue: type }),
    checked: id === site?.id,
    onSelect: () => id !== site?.id && choose(id, name),
  }))
  return [{ label: t('shell.sites'), items }]
}
