import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronRight, Users } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Marked } from './Marked.tsx'
import { hitsOptions, type TreeHit } from './tree.ts'

/** What a search found, each with its way down the tree; choosing one shows it there. */
export function Hits({ search, onPick }: { readonly search: string; onPick(hit: TreeHit): void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({ ...hitsOptions(search), placeholderData: keepPreviousData })
  if (error)
    return (
      <div className="list-problem">
        <ErrorBlock problem={error} onRetry={() => refetch()} />
      </div>
    )
  if (!data) return <SkeletonRows rows={6} />
  if (data.length === 0)
    return <EmptyState title={t('departments.noHit', { search })} text={t('departments.noHitText')} />
  return (
    <ul className="dept-hits" aria-label={t('departments.hits')}>
      {data.map(hit => (
        <li key={hit.id}>
          <button type="button" onClick={() => onPick(hit)}>
            <b>
              <Marked text={hit.name} search={search} />
            </b>
            {hit.code && (
              <span className="code quiet small">
                <Marked text={hit.code} search={search} />
              </span>
            )}
            <span className="dept-path ellipsis">
              {hit.path.map(({ id, name }) => (
                <Fragment key={id}>
                  {name}
                  <ChevronRight size={11} aria-hidden />
                </Fragment>
              ))}
            </span>
            <span className="spread" />
            {hit.members !== null && (
              <span className="dept-count num">
                <Users size={13} aria-hidden /> {hit.members}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
