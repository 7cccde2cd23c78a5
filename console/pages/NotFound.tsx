import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageBar } from '../ui/PageBar.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <>
      <PageBar title={t('page.notFound')} />
      <EmptyState
        icon={<SearchX size={18} />}
        title={t('page.notFound')}
        text={t('page.notFoundText')}
        action={
          <Link to="/" className="link">
            {t('app.home')}
          </Link>
        }
      />
    </>
  )
}
