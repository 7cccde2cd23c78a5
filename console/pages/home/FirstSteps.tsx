import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Collection, findCollection, useMeta } from '../../app/meta.ts'
import { useDestinations } from '../../shell/destinations.ts'
import { CollectionIcon } from '../../ui/icons.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { countQuery } from './count.ts'

const stepsShown = 4

/** Lists that are empty and that this person may fill, one for each kind of record. */
export function useEmptyCollections(): readonly Collection[] {
  const meta = useMeta()
  const paths = useDestinations()
    .filter(group => !group.inSettings)
    .flatMap(group => group.items.map(item => item.path))
  const all = paths.flatMap(path => findCollection(meta, path) ?? [])
  const open = all.filter(
    ({ entity, path }) => entity.may.create && all.find(each => each.entity === entity)?.path === path,
  )
  const counts = useQueries({ queries: open.map(({ path }) => countQuery(path)) })
  const empty = open.filter((_, at) => counts[at]?.data?.total === 0)
  return empty.toSorted(
    (one, other) => needs(one) - needs(other) || other.entity.related.length - one.entity.related.length,
  )
}

/** Records that must exist before one of these can: customers come before licences. */
const needs = ({ entity }: Collection) => entity.fields.filter(field => field.kind === 'ref' && field.required).length

/** What a new organisation sees instead of rows of zeros: what each list is for, and how to begin with it. */
export function FirstSteps({ empty }: { empty: readonly Collection[] }) {
  const { t } = useTranslation()
  const collections = empty.slice(0, stepsShown)
  if (collections.length === 0) return null
  return (
    <Tile title={t('home.begin')} sub={t('home.beginText')} className="steps-tile">
      {collections.map(collection => (
        <Step key={collection.path} collection={collection} />
      ))}
    </Tile>
  )
}

function Step({ collection: { path, entity, label, one } }: { collection: Collection }) {
  const { t } = useTranslation()
  return (
    <div className="step">
      <span className="empty-icon">
        <CollectionIcon name={entity.icon} size={18} />
      </span>
      <span className="step-words">
        <b>{label}</b>
        <span>{entity.purpose}</span>
      </span>
      {entity.may.import && (
        <Link to="/$collection/import" params={{ collection: path }} className="step-link">
          <FileUp size={14} aria-hidden />
          {t('home.import')}
          <span className="visually-hidden">{label}</span>
        </Link>
      )}
      <Link to="/$collection/new" params={{ collection: path }} className="step-link">
        <Plus size={14} aria-hidden />
        {t('home.new')}
        <span className="visually-hidden">{one}</span>
      </Link>
    </div>
  )
}
