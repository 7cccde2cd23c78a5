import { useQuery } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../app/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { companyQuery, partnerQuery } from '../api.ts'
import type { Outsider } from '../who.ts'

interface LinkedProps {
  readonly as: readonly Outsider[]
  readonly children: ReactNode
}

/** Somebody who was given the role and belongs to no partner or company yet is told so, once, instead of on every page. */
export function Linked({ as, children }: LinkedProps) {
  const { t } = useTranslation()
  const partner = useQuery({ ...partnerQuery, enabled: as.includes('partner') })
  const company = useQuery({ ...companyQuery, enabled: as.includes('customer') })
  const isUnknown = ({ error }: { error: unknown }) => error instanceof ApiProblem && error.status === 404
  if (!as.every(each => isUnknown(each === 'partner' ? partner : company))) return children
  return (
    <div className="portal-sheet">
      <EmptyState icon={<Unplug size={18} />} title={t('portal.unlinked.title')} text={t('portal.unlinked.text')} />
    </div>
  )
}
