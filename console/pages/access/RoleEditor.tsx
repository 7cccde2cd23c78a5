import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { roleOptions, useCatalog } from './queries.ts'
import { RoleScreen } from './RoleScreen.tsx'
import '../../generic/generic.css'
import '../../generic/form/form.css'
import '../../generic/record/record.css'
import '../../generic/list/list.css'
import './access.css'

/** The page of a role, or of a new one: what it may see and do, as a tree instead of two thousand lines. */
export function RoleEditor({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const role = useQuery({ ...roleOptions(id), enabled: id !== '' })
  const collection = useCollection('roles')
  const problem = catalog.error ?? role.error
  const isReady = catalog.data && (id === '' || role.data)
  if (isReady)
    return (
      <FieldKitProvider>
        <RoleScreen collection={collection} role={role.data} catalog={catalog.data} />
      </FieldKitProvider>
    )
  const gone = problem instanceof ApiProblem && problem.status === 404
  const retry = () => Promise.all([catalog.refetch(), id !== '' && role.refetch()])
  return (
    <>
      <PageBar title={collection.one} back="/roles" crumb={<Link to={'/roles' as never}>{collection.label}</Link>} />
      <div className="record-problem">
        {problem ? <ErrorBlock problem={problem} onRetry={gone ? undefined : retry} /> : <SkeletonRows rows={12} />}
        <span className="visually-hidden">{t('access.role.rights')}</span>
      </div>
    </>
  )
}
