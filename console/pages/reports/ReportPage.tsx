import { useMeta } from '../../app/meta.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Builder } from './Builder.tsx'
import { reportable } from './draft.ts'
import { useReport } from './queries.ts'

export function ReportPage({ id }: { readonly id: string }) {
  const meta = useMeta()
  const { data, error, refetch } = useReport(id)
  const isKnown = data && reportable(meta).some(({ path }) => path === data.collection)
  if (data && isKnown) return <Builder key={data.id} draft={data} report={data} />
  return (
    <>
      <PageBar title={data?.name ?? ''} documentTitle={data?.name} back="/reports" />
      {error ? <ErrorBlock problem={error} onRetry={() => refetch()} /> : <SkeletonRows rows={8} />}
    </>
  )
}
