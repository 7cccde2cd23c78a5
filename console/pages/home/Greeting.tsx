import { useQuery } from '@tanstack/react-query'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { findCollection, useMeta } from '../../app/meta.ts'
import { useSession } from '../../app/session.tsx'
import { inSentence } from '../../generic/model/inSentence.ts'
import { asked, useAsked } from './asked.ts'
import { countQuery, countText } from './count.ts'
import { ListLink } from './ListLink.tsx'

function hourIn(timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone }).format(new Date())) % 24
}

/** In Chinese a person is greeted by the given name as it is written; family name first, so the whole name is kept. */
export function useGreeting(): string {
  const { t } = useTranslation()
  const { person } = useSession()
  const { timeZone } = useFormats()
  const hour = hourIn(timeZone)
  const name = /\p{Script=Han}/u.test(person.name) ? person.name : (person.name.split(' ')[0] ?? person.name)
  if (hour >= 5 && hour < 12) return t('home.morning', { name })
  return hour >= 12 && hour < 18 ? t('home.afternoon', { name }) : t('home.evening', { name })
}

export function useToday(): string {
  const { date, today, language, timeZone } = useFormats()
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone }).format(
    new Date(),
  )
  return language === 'zh' ? `${date(today)} ${weekday}` : `${weekday} ${date(today)}`
}

interface Part {
  readonly key: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** What is due today and what is late already, of the tiles that show it. */
function useParts(tiles: readonly TileMeta[]): readonly Part[] {
  const tasks = tiles.find(({ kind }) => kind === 'tasks')
  const late = tiles.find(({ kind, due }) => kind === 'list' && due)
  const narrowed = useAsked(late?.scopes ?? [])
  const of = (tile: TileMeta | undefined, key: string, day: Record<string, string>): Part[] => {
    if (!tile) return []
    const { path, query } = asked(tile.question)
    const all = { ...query, ...day }
    return [{ key, path, query: tile.kind === 'tasks' ? all : narrowed(all) }]
  }
  return [
    ...of(tasks, 'dueTasks', { 'filter[dueOn][lte]': '@today' }),
    ...of(late, 'lateRecords', { [`filter[${late?.due}][lt]`]: '@today' }),
  ]
}

/** The day in a sentence; each figure in it leads to what it counts. */
export function DaySentence({ tiles }: { tiles: readonly TileMeta[] }) {
  const parts = useParts(tiles)
  return (
    <span className="home-day">
      {useToday()}
      {parts.map(part => (
        <Fragment key={part.key}>
          <DayPart part={part} />
        </Fragment>
      ))}
    </span>
  )
}

function DayPart({ part: { key, path, query } }: { part: Part }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const collection = findCollection(useMeta(), path)
  const { data } = useQuery(countQuery(path, query))
  if (!data || !collection) return null
  const words = {
    count: data.total,
    shown: countText(data, number),
    label: inSentence(collection.label),
    one: inSentence(collection.one),
  }
  return (
    <>
      {' · '}
      <ListLink path={path} query={query}>
        {data.total === 0 ? t(`home.day.${key}None`, words) : t(`home.day.${key}`, words)}
      </ListLink>
    </>
  )
}
