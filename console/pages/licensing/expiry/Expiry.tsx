import { Link } from '@tanstack/react-router'
import { CalendarDays } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { useCollection } from '../../../app/meta.ts'
import { usePreferences } from '../../../app/preferences.tsx'
import { useSummary } from '../../../app/summary.ts'
import { useUrlState } from '../../../app/url-state.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { PageBar } from '../../../ui/PageBar.tsx'
import { ListBones, Loaded } from '../../../ui/Skeleton.tsx'
import { ViewTabs } from '../../../ui/ViewTabs.tsx'
import { monthsFrom } from '../months.ts'
import { ExpiryGrid } from './ExpiryGrid.tsx'
import { ExpiryMonths } from './ExpiryMonths.tsx'
import { ExpiryValue } from './ExpiryValue.tsx'
import { mapOf } from './map.ts'
import '../../../charts/charts.css'
import '../licensing.css'

const path = 'licenses'
const dimensions = ['salesRep', 'product', 'edition', 'partner', 'customer'] as const
const monthsShown = 12

/** A licence that runs or is in grace; what is over, or taken back, ends no more. */
const standing = { 'filter[status][in]': 'issued,deployed,inUse,grace' }

/** What ends when: each cell is a month of one representative, product, edition, partner or customer, and leads to its licences. */
export function Expiry() {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { today } = useFormats()
  const { entity } = useCollection(path)
  const [url, change] = useUrlState()
  const by = dimensions.find(name => name === url.by) ?? 'salesRep'
  const fields = entity.fields.filter(({ name, groupable }) => groupable && dimensions.some(each => each === name))
  const months = monthsFrom(today, monthsShown)
  const query = { ...standing, 'filter[endsOn][lte]': months.at(-1)?.to ?? '' }
  const answer = useSummary(path, { ...query, group: `${by},endsOn:month` })
  const map = mapOf(answer.data?.groups ?? [], months, t('expiry.none'))
  const shown = { map, months, path, by, query, label: fields.find(({ name }) => name === by)?.label ?? by }
  return (
    <>
      <PageBar title={t('shell.places.expiry')} actions={<InCalendar />} />
      <div className="work-tabs">
        <ViewTabs
          label={t('expiry.by')}
          tabs={dimensions.flatMap(key => {
            const field = fields.find(({ name }) => name === key)
            return field ? [{ key, label: field.label }] : []
          })}
          current={by}
          onSelect={key => change({ by: key === 'salesRep' ? undefined : key })}
        />
      </div>
      <div className="work-scroll">
        {answer.error && !answer.data ? (
          <ErrorBlock problem={answer.error} onRetry={() => answer.refetch()} />
        ) : (
          <Loaded loading={!answer.data} skeleton={<ListBones rows={8} />}>
            {() =>
              map.total === 0 ? (
                <EmptyState
                  icon={<CalendarDays size={18} />}
                  title={t('expiry.nothing')}
                  text={t('expiry.nothingText')}
                />
              ) : phone ? (
                <ExpiryMonths {...shown} />
              ) : (
                <>
                  <ExpiryGrid {...shown} />
                  <ExpiryValue {...shown} />
                </>
              )
            }
          </Loaded>
        )}
      </div>
    </>
  )
}

/** The same licences day by day: the list knows how to lay itself out as a calendar. */
function InCalendar() {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <Link
      to="/$collection"
      params={{ collection: path }}
      search={{ ...standing, shape: 'calendar', view: 'all' } as never}
      className={phone ? 'icon-button icon-button-touch' : 'link small work-action'}
      aria-label={phone ? t('expiry.calendar') : undefined}
    >
      <CalendarDays size={phone ? 20 : 14} aria-hidden />
      {!phone && t('expiry.calendar')}
    </Link>
  )
}
