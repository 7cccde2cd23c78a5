import { useQuery } from '@tanstack/react-query'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Destination, useDestinations } from '../../shell/destinations.ts'
import { CollectionIcon } from '../../ui/icons.tsx'
import { Bone, useSkeletonGate } from '../../ui/Skeleton.tsx'
import { countQuery, countText } from './count.ts'
import { ListLink } from './ListLink.tsx'
import { TileFrame } from './TileFrame.tsx'

/** How many records each list has, and the way to them. Those of the settings are not what somebody's day is about. */
export function CountsTile({ tile }: { tile: TileMeta }) {
  const items = useDestinations()
    .filter(({ inSettings }) => !inSettings)
    .flatMap(group => group.items.filter(({ entity }) => entity !== undefined))
  return (
    <TileFrame tile={tile} answers={[]} bones={null}>
      <div className="counts">
        {items.map(item => (
          <Count key={item.path} item={item} />
        ))}
      </div>
    </TileFrame>
  )
}

function Count({ item }: { item: Destination }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data, isPending, isError } = useQuery(countQuery(item.path))
  const waiting = useSkeletonGate(isPending) === 'skeleton'
  const shown = data && countText(data, number)
  return (
    <ListLink path={item.path} query={{ view: 'all' }} className="count">
      <span className="count-label">
        <CollectionIcon name={item.icon} size={14} />
        <span className="ellipsis">{item.label}</span>
      </span>
      <b className="num">
        {waiting && <Bone width={44} height={16} />}
        {shown ?? (isError ? '—' : '\u00a0')}
      </b>
      <span className="visually-hidden">{data && t('home.records', { count: data.total, shown })}</span>
    </ListLink>
  )
}
