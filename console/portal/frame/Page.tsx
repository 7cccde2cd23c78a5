import { Link } from '@tanstack/react-router'
import { ChevronLeft, SearchX } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../app/problem.ts'
import { useSession } from '../../app/session.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Loaded } from '../../ui/Skeleton.tsx'

interface PageProps {
  readonly title: string
  /** Beside the title: a status. */
  readonly extra?: ReactNode
  /** Below the title. */
  readonly lead?: ReactNode
  readonly back?: { readonly to: string; readonly label: string }
  /** At the right, the one primary button last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page of the portal: where one came from, what it is, what can be done, the matter. */
export function Page({ title, extra, lead, back, actions, children }: PageProps) {
  const { tenant } = useSession()
  useEffect(() => {
    document.title = `${title} · ${tenant.name}`
  }, [title, tenant.name])
  return (
    <>
      {back && (
        <Link to={back.to as never} className="portal-back">
          <ChevronLeft size={15} aria-hidden />
          {back.label}
        </Link>
      )}
      <header className="portal-head">
        <div className="portal-head-words">
          <h1>
            {title}
            {extra}
          </h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className="portal-head-acts">{actions}</div>}
      </header>
      {children}
    </>
  )
}

interface NothingProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly text: string
  readonly to?: string
  readonly link?: string
  readonly action?: ReactNode
}

/** Where there is nothing: what it would be, and the way on. */
export function Nothing({ icon = <SearchX size={18} />, title, text, to, link, action }: NothingProps) {
  return (
    <div className="portal-sheet">
      <EmptyState
        icon={icon}
        title={title}
        text={text}
        action={
          action ??
          (to && (
            <Link to={to as never} className="link">
              {link}
            </Link>
          ))
        }
      />
    </div>
  )
}

interface AnswerProps<T> {
  readonly query: { readonly data: T | undefined; readonly error: unknown; refetch(): unknown }
  readonly skeleton: ReactNode
  /** Of a record's own page: where to go when it is not there for this person. */
  readonly back?: string
  readonly children: (data: T) => ReactNode
}

/** What was asked for: its skeleton, the matter, or why it did not come, in words for people outside. */
export function Answer<T>({ query, skeleton, back, children }: AnswerProps<T>) {
  const { t } = useTranslation()
  const { data, error } = query
  if (data === undefined && error) {
    const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 403)
    if (!isGone) return <ErrorBlock problem={error} onRetry={() => query.refetch()} />
    const gone = t('portal.gone.title')
    const words = (
      <Nothing title={gone} text={t('portal.gone.text')} to={back ?? '/portal'} link={t('portal.gone.back')} />
    )
    return back ? <Page title={gone}>{words}</Page> : words
  }
  return (
    <Loaded loading={data === undefined} skeleton={skeleton}>
      {() => children(data as T)}
    </Loaded>
  )
}
