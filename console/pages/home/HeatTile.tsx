import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useCollection } from '../../app/meta.ts'
import { type SummaryGroup, useSummary } from '../../app/summary.ts'
import { HeatGrid } from '../../charts/HeatGrid.tsx'
import { Bone } from '../../ui/Skeleton.tsx'
import { asked, useAsked } from './asked.ts'
import { ListLink } from './ListLink.tsx'
import { periodsOf } from './periods.ts'
import { TileFrame } from './TileFrame.tsx'

const rowsShown = 7

interface Line {
  readonly key: string | null
  readonly label: string
  readonly count: number
}

/** Those with the most, most first: a heat map of hundreds would show nothing. */
function linesOf(groups: readonly SummaryGroup[], none: string): readonly Line[] {
  const lines = new Map<string | null, Line>()
  for (const { keys, titles, count } of groups) {
    const key = keys[0] ?? null
    const line = lines.get(key) ?? { key, label: titles[0] ?? (key === null ? none : '—'), count: 0 }
    lines.set(key, { ...line, count: line.count + count })
  }
  return [...lines.values()].sort((one, other) => other.count - one.count).slice(0, rowsShown)
}

/** How many there are in each period of each; what is beyond the bound stands out with its number. */
export function HeatTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { today, language, number } = useFormats()
  const narrowed = useAsked(tile.scopes)
  const { path, query } = asked(tile.question)
  const { entity } = useCollection(path)
  const { over, by = '' } = tile
  const periods = over ? periodsOf(over, today, language) : []
  const answer = useSummary(path, { ...narrowed(query), group: `${by},${over?.field}:${over?.bucket}` })
  const groups = answer.data?.groups ?? []
  const lines = linesOf(groups, t('home.none'))
  const rows = lines.map(line => ({
    label: line.label,
    values: periods.map(({ from }) => groups.find(({ keys }) => keys[0] === line.key && keys[1] === from)?.count ?? 0),
  }))
  const field = entity.fields.find(({ name }) => name === by)
  const cellQuery = (row: number, column: number) => {
    const period = periods[column]
    const key = lines[row]?.key
    const which = key === null || key === undefined ? { [`filter[${by}][empty]`]: 'true' } : { [`filter[${by}]`]: key }
    const within = {
      [`filter[${over?.field}][gte]`]: period?.from ?? '',
      [`filter[${over?.field}][lte]`]: period?.to ?? '',
    }
    return { ...narrowed(query), ...which, ...within }
  }
  return (
    <TileFrame
      tile={tile}
      answers={[answer]}
      bones={<HeatBones />}
      table={{
        columns: [field?.label ?? '', ...periods.map(({ label }) => label)],
        rows: rows.map(({ label, values }) => [label, ...values]),
      }}
      empty={answer.data?.total.count === 0 && t('home.nothingYet')}
    >
      <HeatGrid
        label={tile.label}
        corner={field?.label ?? ''}
        columns={periods.map(({ label }) => label)}
        rows={rows}
        bound={tile.bound}
        number={number}
        link={(row, column, children, className) => (
          <ListLink path={path} query={cellQuery(row, column)} className={className}>
            {children}
          </ListLink>
        )}
      />
    </TileFrame>
  )
}

const HeatBones = () => (
  <div className="heat-bones">
    {Array.from({ length: 6 }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are alike and never move.
      <Bone key={at} width="100%" height={26} />
    ))}
  </div>
)
