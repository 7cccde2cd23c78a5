import { useTranslation } from 'react-i18next'
import { useFormats } from '../app/formats.ts'
import { usePreferences } from '../app/preferences.tsx'
import { useSession } from '../app/session.tsx'
import { useDestinations } from '../shell/destinations.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { CountTiles } from './CountTiles.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { RecentChanges } from './RecentChanges.tsx'
import { StatusFlow } from './StatusFlow.tsx'
import { Watchlist } from './Watchlist.tsx'

/** Where everybody begins: how much there is, in which state the main records are, what changed last. */
export function Home() {
  const { t } = useTranslation()
  const { tenant, site } = useSession()
  const { phone } = usePreferences()
  const greeting = useGreeting()
  const groups = useDestinations()
  const date = useToday()
  return (
    <>
      <PageBar
        title={phone ? greeting : t('shell.home')}
        documentTitle={t('shell.home')}
        beside={phone ? [site?.name, date].filter(Boolean).join(' · ') : undefined}
      />
      <div className="home">
        {!phone && (
          <div className="home-greeting">
            <h2>{greeting}</h2>
            <span>{date}</span>
          </div>
        )}
        {groups.length === 0 ? (
          <EmptyState title={t('home.empty')} text={t('home.emptyText', { tenant: tenant.name })} />
        ) : (
          <>
            <FirstSteps />
            <StatusFlow />
            <CountTiles groups={groups} />
            <RecentChanges />
            <Watchlist />
          </>
        )}
      </div>
    </>
  )
}

function hourIn(timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone }).format(new Date())) % 24
}

/** In Chinese a person is greeted by the given name as it is written; family name first, so the whole name is kept. */
function useGreeting(): string {
  const { t } = useTranslation()
  const { person } = useSession()
  const { timeZone } = useFormats()
  const hour = hourIn(timeZone)
  const name = /\p{Script=Han}/u.test(person.name) ? person.name : (person.name.split(' ')[0] ?? person.name)
  if (hour >= 5 && hour < 12) return t('home.morning', { name })
  return hour >= 12 && hour < 18 ? t('home.afternoon', { name }) : t('home.evening', { name })
}

function useToday(): string {
  const { date, today, language, timeZone } = useFormats()
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone }).format(
    new Date(),
  )
  return language === 'zh' ? `${date(today)} ${weekday}` : `${weekday} ${date(today)}`
}
