import type { StateMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useCollection } from '../../app/meta.ts'
import { useSummary } from '../../app/summary.ts'
import { Bone } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { asked, useAsked, useFlow } from './asked.ts'
import { signed } from './figures.ts'
import { ListLink } from './ListLink.tsx'
import { TileFrame } from './TileFrame.tsx'

const days = 7
type Query = Readonly<Record<string, string>>

/** In which state the records are: a bar of shares, and a cell for each state that leads to its list. */
export function FlowTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { path, query } = asked(tile.question)
  const { entity } = useCollection(path)
  const narrowed = useAsked(tile.scopes)
  const { 'filter[status][in]': _, ...whole } = query
  const answer = useSummary(path, { ...narrowed(query), group: 'status' })
  const flow = useFlow(path, narrowed(whole), days)
  const states = (tile.states ?? []).flatMap(name => entity.states.find(state => state.name === name) ?? [])
  const countOf = (state: string) => answer.data?.groups.find(({ keys }) => keys[0] === state)?.count ?? 0
  const all = answer.data?.total.count ?? 0
  return (
    <TileFrame
      tile={tile}
      answers={[answer]}
      bones={<FlowBones cells={states.length} />}
      sub={answer.data && `${t('home.inAll', { count: all, shown: number(all) })} · ${tile.sub ?? ''}`}
      table={{
        columns: [entity.label, t('home.count')],
        rows: states.map(state => [state.label, countOf(state.name)]),
      }}
    >
      <div className="flow-bar" aria-hidden>
        {states.map(state => (
          <i
            key={state.name}
            className={`tone-${state.tone}`}
            data-none={countOf(state.name) === 0}
            style={{ flexGrow: countOf(state.name) }}
          />
        ))}
      </div>
      <div className="flow" data-cells={states.length}>
        {states.map(state => (
          <Cell
            key={state.name}
            path={path}
            query={{ ...narrowed(whole), 'filter[status]': state.name }}
            state={state}
            count={countOf(state.name)}
            moved={flow.data?.states.find(each => each.state === state.name)}
          />
        ))}
      </div>
    </TileFrame>
  )
}

interface CellProps {
  path: string
  query: Query
  state: StateMeta
  count: number
  moved: { entered: number; left: number } | undefined
}

function Cell({ path, query, state, count, moved }: CellProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const change = moved ? moved.entered - moved.left : 0
  const worse = change > 0 && (state.tone === 'risk' || state.tone === 'issue')
  return (
    <ListLink path={path} query={query} className="flow-cell">
      <span className="flow-label">
        <StatusGlyph tone={state.tone} pulse={state.tone === 'production' && count > 0} />
        <span className="ellipsis">{state.label}</span>
      </span>
      <span className="flow-figure">
        <b className="num" data-none={count === 0}>
          {number(count)}
        </b>
        {change !== 0 && (
          <span className="delta num" data-good={worse ? false : undefined}>
            {signed(change, number)}
          </span>
        )}
      </span>
      <small className="ellipsis">
        {moved &&
          (moved.entered + moved.left === 0
            ? t('home.still')
            : t('home.moved', { entered: number(moved.entered), left: number(moved.left) }))}
      </small>
    </ListLink>
  )
}

const FlowBones = ({ cells }: { cells: number }) => (
  <>
    <Bone width="100%" height={6} />
    <div className="flow-bones">
      {Array.from({ length: cells }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are alike and never move.
        <div key={at}>
          <Bone width={64} />
          <Bone width={40} height={18} />
        </div>
      ))}
    </div>
  </>
)
