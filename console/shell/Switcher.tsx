import { ChevronsUpDown } from 'lucide-react'
import { lazy, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { Logo } from '../ui/Logo.tsx'

const PlaceLayer = lazy(async () => ({ default: (await import('./place/PlaceLayer.tsx')).PlaceLayer }))

interface SwitcherProps {
  open: boolean
  onOpen: (open: boolean) => void
}

/** Which organisation, site and role one works as, and the choice among one's own. */
export function Switcher({ open, onOpen }: SwitcherProps) {
  const { t } = useTranslation()
  const { tenant, site, roles, onlyRole } = useSession()
  const button = useRef<HTMLButtonElement>(null)
  const close = () => onOpen(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="switcher"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts="g s"
        data-tour="switcher"
        onClick={() => onOpen(!open)}
      >
        <Logo size={22} />
        <span className="switcher-words">
          <b className="ellipsis">{tenant.name}</b>
          <small className="ellipsis">
            {[site?.name, roles.map(role => role.name).join(t('switcher.and'))].filter(Boolean).join(' · ')}
          </small>
        </span>
        {onlyRole && <i className="switcher-narrowed" data-tip={t('switcher.narrowed')} />}
        <ChevronsUpDown size={13} aria-hidden />
      </button>
      <Suspense>{open && <PlaceLayer anchor={button} onClose={close} />}</Suspense>
    </>
  )
}
