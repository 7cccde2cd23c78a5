import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findCollection, useMeta } from '../../app/meta.ts'
import { useDestinations } from '../../shell/destinations.ts'
import { CollectionIcon } from '../../ui/icons.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import './settings.css'

/** Every place of the settings with what it is for: where to look when one does not know its name. */
export function Settings() {
  const { t, i18n } = useTranslation()
  const groups = useDestinations().filter(group => group.inSettings)
  const meta = useMeta()
  const purpose = (path: string) =>
    i18n.exists(`settings.purpose.${path}`) ? t(`settings.purpose.${path}`) : findCollection(meta, path)?.entity.purpose
  return (
    <>
      <PageBar title={t('shell.settings')} />
      <div className="settings">
        {groups.map(group => (
          <section key={group.system} aria-label={group.label}>
            <h2>{group.label}</h2>
            <ul>
              {group.items.map(item => (
                <li key={item.path}>
                  <Link to={`/${item.path}` as never} data-tour={`place-${item.path}`}>
                    <CollectionIcon name={item.icon} size={16} />
                    <b>{item.label}</b>
                    <span>{purpose(item.path)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
