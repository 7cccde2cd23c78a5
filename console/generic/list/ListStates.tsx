import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { fieldOf } from '../model/filter.ts'
import { inSentence } from '../model/inSentence.ts'
import type { ListState } from '../model/listState.ts'
import { useFilterWords } from './filterWords.ts'
import { countOptions, useTotalText } from './useCounts.ts'

/** Nothing there yet: what it is for, and how the first one comes. */
export function FirstUse({ collection }: { readonly collection: Collection }) {
  const { t } = useTranslation()
  const { entity, path, label, one } = collection
  return (
    <EmptyState
      icon={<CollectionIcon name={entity.icon} size={18} />}
      title={t('generic.list.none', { what: inSentence(label) })}
      text={entity.purpose}
      action={
        <>
          {entity.may.create && (
            <Link to="/$collection/new" params={{ collection: path }}>
              <Button type="primary" size="small" tabIndex={-1}>
                {t('generic.list.create', { what: inSentence(one) })} <Kbd keys="c" />
              </Button>
            </Link>
          )}
          {entity.may.import && (
            <Link to="/$collection/import" params={{ collection: path }}>
              <Button size="small" tabIndex={-1}>
                {t('generic.list.import')}
              </Button>
            </Link>
          )}
        </>
      }
    />
  )
}

interface Way {
  readonly key: string
  readonly label: string
  readonly state: ListState
}

/** Each condition that could be dropped, with the list that remains. */
function useWays(state: ListState, collection: Collection): readonly Way[] {
  const { t } = useTranslation()
  const words = useFilterWords()
  const filters = state.filters.flatMap((filter, at) => {
    const field = fieldOf(collection.entity, filter.field)
    if (!field) return []
    const label = [field.label, words.operator(field, filter), field.kind === 'ref' ? '' : words.value(field, filter)]
      .join(' ')
      .trim()
    return [{ key: String(at), label, state: { ...state, filters: state.filters.filter(other => other !== filter) } }]
  })
  const search = {
    key: 'search',
    label: t('generic.list.searchFor', { text: state.search }),
    state: { ...state, search: '' },
  }
  const scope = {
    key: 'scope',
    label: t(`generic.scope.${state.scope ?? 'own'}`, { defaultValue: state.scope }),
    state: { ...state, scope: null },
  }
  return [...(state.search ? [search] : []), ...(state.scope ? [scope] : []), ...filters]
}

/** Nothing matches: the one condition whose end brings the most rows back. */
export function NoMatch({
  collection,
  state,
  onChange,
}: {
  readonly collection: Collection
  readonly state: ListState
  onChange(state: ListState): void
}) {
  const { t } = useTranslation()
  const ways = useWays(state, collection)
  return (
    <EmptyState
      icon={<SearchX size={18} />}
      title={t('generic.list.noMatch', { what: inSentence(collection.label) })}
      text={ways.length > 1 ? t('generic.list.noMatchText') : undefined}
      action={
        <div className="ways">
          {ways.map(way => (
            <DropWay key={way.key} way={way} path={collection.path} onDrop={() => onChange(way.state)} />
          ))}
          {ways.length > 1 && (
            <Button
              size="small"
              type="text"
              onClick={() => onChange({ ...state, filters: [], search: '', scope: null })}
            >
              {t('generic.list.dropAll')}
            </Button>
          )}
        </div>
      }
    />
  )
}

function DropWay({ way, path, onDrop }: { readonly way: Way; readonly path: string; onDrop(): void }) {
  const { t } = useTranslation()
  const text = useTotalText()
  const { data } = useQuery(countOptions(useQueryClient(), path, way.state))
  return (
    <Button size="small" onClick={onDrop} disabled={data?.total === 0}>
      {t('generic.list.drop', { condition: way.label })}
      {data && <span className="quiet num">{t('generic.list.brings', { count: data.total, shown: text(data) })}</span>}
    </Button>
  )
}
