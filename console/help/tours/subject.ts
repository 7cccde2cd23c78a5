import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findCollection, useMeta } from '../../app/meta.ts'

export interface Subject {
  readonly title: string
  /** What the records are, in the words of their own system. */
  readonly purpose: string | undefined
  readonly points: readonly string[]
  readonly keys: readonly (readonly [keys: string, what: string])[]
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  list: ['j k:move', 'space:peek', 'enter:open', 'x:select', 'c:create', '/:search'],
  record: ['e:edit', 'j k:neighbour', 'esc:back'],
  form: ['mod enter:send', 'tab:next'],
  home: ['mod k:palette'],
}

/** How many sentences each kind of page has among the texts. */
const pointsOf: Readonly<Record<string, number>> = {
  home: 3,
  list: 4,
  record: 4,
  form: 4,
  import: 3,
  settings: 2,
  place: 1,
}

/** What kind of page is on screen, by its address. */
export function kindOf(path: string, search: Readonly<Record<string, unknown>>, isCollection: boolean): string {
  const [first = '', second = ''] = path.split('/').filter(Boolean)
  if (first === '') return 'home'
  if (first === 'settings') return 'settings'
  if (!isCollection) return 'place'
  if (second === '') return 'list'
  if (second === 'import') return 'import'
  return second === 'new' || search.edit ? 'form' : 'record'
}

export function usePageSubject(): Subject {
  const { t } = useTranslation()
  const meta = useMeta()
  const { pathname, search } = useRouterState({ select: state => state.location })
  const collection = findCollection(meta, pathname.split('/')[1] ?? '')
  const kind = kindOf(pathname, search, collection !== undefined)
  const points = Array.from({ length: pointsOf[kind] ?? 0 }, (_, at) => t(`tours.page.${kind}.${at + 1}`))
  const keys = (keysOf[kind] ?? []).map(each => {
    const [key = '', what = ''] = each.split(/:(?=[a-z]+$)/)
    return [key, t(`tours.key.${what}`)] as const
  })
  return {
    title: t(`tours.page.${kind}.title`, { what: collection?.label ?? '' }),
    purpose: kind === 'list' || kind === 'record' ? collection?.entity.purpose : undefined,
    points,
    keys,
  }
}
