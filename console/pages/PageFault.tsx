import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { Bug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../app/problem.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { PageBar } from '../ui/PageBar.tsx'

/** A page that failed as a whole. What the server refused is said in its words; a fault of ours offers a way on. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    router.invalidate()
  }
  if (error instanceof ApiProblem)
    return (
      <div className="page-fault">
        <ErrorBlock problem={error} onRetry={retry} />
      </div>
    )
  return (
    <>
      <PageBar title={t('app.broken')} />
      <EmptyState
        icon={<Bug size={18} />}
        title={t('app.broken')}
        text={`${t('app.brokenText')} (${String(error)})`}
        action={
          <>
            <button type="button" className="link" onClick={() => location.reload()}>
              {t('app.reload')}
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
