import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { useUrlState } from '../../../app/url-state.ts'
import { PageBar } from '../../../ui/PageBar.tsx'
import { ViewTabs } from '../../../ui/ViewTabs.tsx'
import { Engineers } from './Engineers.tsx'
import { Partners } from './Partners.tsx'
import { type PeriodName, periodNames, periodOf } from './periods.ts'
import { SalesReps } from './SalesReps.tsx'
import '../../../charts/charts.css'
import '../licensing.css'

/** How those who sell, deploy and bring licences did in a stretch of time; every figure leads to the records it counts. */
export function Performance() {
  const { t } = useTranslation()
  const { today, date } = useFormats()
  const [url, change] = useUrlState()
  const name: PeriodName = periodNames.find(each => each === url.period) ?? 'year'
  const period = periodOf(name, today)
  return (
    <>
      <PageBar
        title={t('shell.places.performance')}
        beside={<span className="quiet num">{`${date(period.from)} – ${date(period.to)}`}</span>}
      />
      <div className="work-tabs">
        <ViewTabs
          label={t('performance.period')}
          tabs={periodNames.map(key => ({ key, label: t(`performance.periods.${key}`) }))}
          current={name}
          onSelect={key => change({ period: key === 'year' ? undefined : key })}
        />
      </div>
      <div className="work-scroll">
        <SalesReps period={period} />
        <Engineers period={period} />
        <Partners period={period} />
      </div>
    </>
  )
}
