import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Collection, findCollection, useMeta } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useKeys } from '../../generic/useKeys.ts'
import { useDestinations } from '../../shell/destinations.ts'
import { CollectionIcon } from '../../ui/icons.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu } from '../../ui/Menu.tsx'

const shown = 8

/** Whatever this person may create, of the lists that their work is about. */
function useCreatable(): readonly Collection[] {
  const meta = useMeta()
  return useDestinations()
    .filter(group => !group.inSettings)
    .flatMap(group => group.items.flatMap(({ path }) => findCollection(meta, path) ?? []))
    .filter(({ entity }) => entity.may.create)
    .filter((one, at, all) => all.findIndex(other => other.entity === one.entity) === at)
    .slice(0, shown)
}

/** The one primary act of the home page: begin something new. C opens it. */
export function NewMenu() {
  const { t } = useTranslation()
  const { phone, keys } = usePreferences()
  const navigate = useNavigate()
  const creatable = useCreatable()
  useKeys({ c: () => document.querySelector<HTMLElement>('.home-new')?.click() })
  if (creatable.length === 0) return null
  const items = creatable.map(({ path, one, entity }) => ({
    key: path,
    label: one,
    icon: <CollectionIcon name={entity.icon} size={14} />,
    onSelect: () => void navigate({ to: '/$collection/new', params: { collection: path } }),
  }))
  return (
    <Menu
      label={t('home.new')}
      groups={[{ items }]}
      className={phone ? 'home-new icon-button icon-button-touch' : 'home-new home-new-button'}
      {...(phone ? { tip: t('home.new') } : {})}
    >
      <Plus size={phone ? 20 : 14} aria-hidden />
      {!phone && t('home.new')}
      {!phone && keys && <Kbd keys="c" />}
    </Menu>
  )
}
