import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { shiftDay } from '../../app/days.ts'
import { useFormats } from '../../app/formats.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useUrlState } from '../../app/url-state.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { type ListPage, listKey } from '../list/chunks.ts'
import type { ShapeProps } from '../list/shape.ts'
import { useEntryKeys } from '../list/useEntryKeys.ts'
import { includesOf, type RecordRow } from '../model/record.ts'
import { CalendarDay } from './CalendarDay.tsx'
import { dayFieldOf, dayFields, daysQuery, isMonth, isWeekend, shiftMonth, weeksOf } from './month.ts'
import { useDayMoves } from './useDayMoves.ts'
import './calendar.css'

/** As many as a list answers at once; a month with more says so. */
const most = 500
/** Days that an arrow means: beside it, or above and below. */
const daysOf: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** The records of a month on their days; a record is dragged to another day, or shifted with Alt and the arrows. */
export default function Calendar(props: ShapeProps) {
  const { collection, query, settings, change } = props
  const { entity, path } = collection
  const { t } = useTranslation()
  const { today, language, day: dayOfInstant, number } = useFormats()
  const box = useRef<HTMLDivElement>(null)
  const [url, setUrl] = useUrlState()
  const month = isMonth(url.month) ? url.month : today.slice(0, 7)
  const field = dayFieldOf(entity, settings.dateField)
  const weeks = weeksOf(month)
  const days = weeks.flat()
  const titles = entity.fields.filter(({ name }) => entity.title.includes(name))
  const others = entity.fields.filter(({ kind, name }) => kind === 'ref' && !entity.title.includes(name)).slice(0, 1)
  const include = includesOf([...titles, ...others])
  const asked = field && {
    ...daysQuery(query, field, days[0] as string, days.at(-1) as string),
    ...(include && { include }),
    'page[size]': String(most),
  }
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...listKey(path), asked],
    queryFn: ({ signal }) => request<ListPage>('GET', `/${path}`, { query: asked ?? {}, signal }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
  const byDay = useMemo(() => {
    const dayOf = (row: RecordRow) => {
      const value = String(row[field?.name ?? ''] ?? '')
      return field?.kind === 'instant' && value ? dayOfInstant(value) : value
    }
    return Map.groupBy(data?.data ?? [], dayOf)
  }, [data, field, dayOfInstant])
  const [dragged, setDragged] = useState<RecordRow | null>(null)
  const moves = useDayMoves(collection, field)
  useEntryKeys(box, {
    openPeek: props.openPeek,
    peek: props.peek,
    selection: props.selection,
    step: (entry, key) => {
      const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
      return all[all.indexOf(entry) + Math.sign(daysOf[key] ?? 0)]
    },
    carry: (entry, key) => {
      const row = data?.data.find(({ id }) => id === entry.dataset.entry)
      const day = entry.closest<HTMLElement>('[data-day]')?.dataset.day
      if (row && day) moves.move(row, shiftDay(day, daysOf[key] ?? 0))
    },
  })

  const go = (to: string) => setUrl({ month: to === today.slice(0, 7) ? undefined : to }, { push: true })
  if (!field) return <EmptyState title={t('calendar.impossible')} text={t('calendar.impossibleText')} />
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const word = (options: Intl.DateTimeFormatOptions, day: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
  return (
    <>
      <div className="calendar-bar">
        <IconButton label={t('calendar.previous')} onClick={() => go(shiftMonth(month, -1))}>
          <ChevronLeft size={15} />
        </IconButton>
        <h2 aria-live="polite">{word({ month: 'long', year: 'numeric' }, `${month}-01`)}</h2>
        <IconButton label={t('calendar.next')} onClick={() => go(shiftMonth(month, 1))}>
          <ChevronRight size={15} />
        </IconButton>
        <button type="button" className="calendar-today" onClick={() => go(today.slice(0, 7))}>
          {t('calendar.today')}
        </button>
        <span className="spread" />
        {data && data.page.total > most && (
          <span className="small secondary">{t('calendar.more', { shown: most, total: number(data.page.total) })}</span>
        )}
        <Menu
          label={t('calendar.by')}
          className="calendar-today"
          groups={[
            {
              label: t('calendar.by'),
              items: dayFields(entity).map(each => ({
                key: each.name,
                label: each.label,
                checked: each === field,
                onSelect: () => change({ dateField: each.name }),
              })),
            },
          ]}
        >
          {t('calendar.byField', { field: field.label })}
        </Menu>
      </div>
      {error && <ErrorBlock problem={error as ApiProblem} onRetry={() => refetch()} />}
      <div ref={box} className="calendar" aria-busy={isPlaceholderData || undefined}>
        <div className="calendar-week calendar-names" aria-hidden>
          {(weeks[0] ?? []).map(day => (
            <span key={day} data-weekend={isWeekend(day) || undefined}>
              {word({ weekday: 'short' }, day)}
            </span>
          ))}
        </div>
        {weeks.map(week => (
          <div key={week[0]} className="calendar-week">
            {week.map(day => (
              <CalendarDay
                key={day}
                {...props}
                {...{ day, month, field, moves, dragged, setDragged }}
                rows={byDay.get(day) ?? []}
                isToday={day === today}
                label={word({ weekday: 'long', day: 'numeric', month: 'long' }, day)}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}
