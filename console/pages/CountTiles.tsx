import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../app/formats.ts'
import type { Destination, DestinationGroup } from '../shell/destinations.ts'
import { CollectionIcon } from '../ui/icons.tsx'
import { Bone, useSteadyLoading } from '../ui/Skeleton.tsx'
import { Tile } from '../ui/Tile.tsx'
import { countQuery, countText } from './count.ts'

/** Only lists can be counted, and those of the settings are not what somebody's day is about. */
const listsOf = (groups: readonly DestinationGroup[]) =>
  groups
    .filter(({ inSettings }) => !inSettings)
    .map(group => ({ ...group, items: group.items.filter(({ entity }) => entity !== undefined) }))
    .filter(({ items }) => items.length > 0)

/** One tile for each system, one cell for each of its lists: how many there are, and the way to them. */
export function CountTiles({ groups }: { groups: readonly DestinationGroup[] }) {
  return (
    <div className="count-tiles">
      {listsOf(groups).map(group => (
        <Tile key={group.system} title={group.label} className="count-tile" style={{ flexGrow: group.items.length }}>
          <div className="counts">
            {group.items.map(item => (
              <Count key={item.path} item={item} />
            ))}
          </div>
        </Tile>
      ))}
    </div>
  )
}

function Count({ item }: { item: Destination }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data, isPending, isError } = useQuery(countQuery(item.path))
  const waiting = useSteadyLoading(isPending)
  const shown = data && countText(data, number)
  return (
    <Link to="/$collection" params={{ collection: item.path }} className="count">
      <span className="count-label">
        <CollectionIcon name={item.icon} size={14} />
        <span className="ellipsis">{item.label}</span>
      </span>
      <b className="num">
        {waiting && <Bone width={44} height={16} />}
        {shown ?? (isError ? '—' : '\u00a0')}
      </b>
      <span className="visually-hidden">{data && t('home.records', { count: data.total, shown })}</span>
    </Link>
  )
}
