import { Link } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageBar } from '../ui/PageBar.tsx'

/** Not installed, not granted or not existing: the person cannot tell these apart, and need not. */
export function NoCollection({ permission: _permission }: { permission?: string }) {
  const { t } = useTranslation()
  const tenant = useSession().tenant.name
  return (
    <>
      <PageBar title={t('page.noCollection')} />
      <EmptyState
        icon={<Lock size={18} />}
        title={t('page.noCollection')}
        text={t('page.noCollectionText', { tenant })}
        action={
          <Link to="/" className="link">
            {t('app.home')}
          </Link>
        }
      />
    </>
  )
}
