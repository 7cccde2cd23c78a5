import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { ListBones, Loaded } from '../../ui/Skeleton.tsx'
import { Figures } from './Figures.tsx'
import { Sellers } from './Sellers.tsx'
import { ExpiryHeat, LifeFunnel, Orders } from './Shapes.tsx'
import { Slices } from './Slices.tsx'
import { type Statistics as Answer, useStatistics } from './useStatistics.ts'
import '../../charts/charts.css'
import '../licensing/licensing.css'
import './statistics.css'

/** The figures of the licence business; each leads to the records it was taken from. */
export function Statistics() {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const { data, error, refetch } = useStatistics()
  return (
    <>
      <PageBar
        title={t('shell.places.statistics')}
        beside={data && <span className="quiet num">{t('statistics.on', { day: instant(data.at) })}</span>}
      />
      <div className="work-scroll">
        {error && !data ? (
          <ErrorBlock problem={error} onRetry={() => refetch()} />
        ) : (
          <Loaded loading={!data} skeleton={<ListBones rows={10} />}>
            {() => data && <Shown answer={data} />}
          </Loaded>
        )}
      </div>
    </>
  )
}

function Shown({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation()
  const { figures, breakdowns, funnel, expiry, orders, reps, partners } = answer
  if (figures.length === 0) return <EmptyState title={t('statistics.nothing')} text={t('statistics.nothingText')} />
  return (
    <>
      <Figures figures={figures} />
      {orders && <Orders orders={orders} />}
      <div className="statistics-pair">
        {funnel.length > 0 && <LifeFunnel steps={funnel} />}
        {expiry && <ExpiryHeat expiry={expiry} />}
      </div>
      {breakdowns.length > 0 && <Slices breakdowns={breakdowns} />}
      <div className="statistics-pair">
        <Sellers title={t('statistics.reps')} path="sales_reps" sellers={reps} />
        <Sellers title={t('statistics.partners')} path="partners" sellers={partners} />
      </div>
    </>
  )
}
