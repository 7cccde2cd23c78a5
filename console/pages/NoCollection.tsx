import { Link, useRouterState } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { showLayer } from '../app/layers.ts'
import { useSession } from '../app/session.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageBar } from '../ui/PageBar.tsx'

interface NoCollectionProps {
  /** What was asked for, where that is known. */
  permission?: string
}

/** Not installed, not granted or not existing: the person cannot tell these apart, but may ask which it is. */
export function NoCollection({ permission }: NoCollectionProps) {
  const path = useRouterState({ select: state => state.location.pathname.split('/')[1] })
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
          <>
            <button type="button" className="link" onClick={() => showLayer({ kind: 'why', permission, path })}>
              {t('explain.ask')}
            </button>
            <Link to="/" className="link">
              {t('app.home')}
            </Link>
          </>
        }
      />
    </>
  )
}
