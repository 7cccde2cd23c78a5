import { useQueries } from '@tanstack/react-query'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { summaryQuery } from '../../app/summary.ts'
import { Funnel } from '../../charts/Funnel.tsx'
import { Bone } from '../../ui/Skeleton.tsx'
import { asked, useAsked } from './asked.ts'
import { ListLink } from './ListLink.tsx'
import { TileFrame } from './TileFrame.tsx'

/** How many got how far; every step leads to those who did. */
export function FunnelTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const narrowed = useAsked(tile.scopes)
  const { path } = asked(tile.question)
  const steps = tile.steps ?? []
  const answers = useQueries({ queries: steps.map(step => summaryQuery(path, { ...narrowed(step.query) })) })
  const counts = answers.map(answer => answer.data?.total.count ?? 0)
  return (
    <TileFrame
      tile={tile}
      answers={answers}
      bones={<FunnelBones />}
      table={{
        columns: [t('home.step'), t('home.count')],
        rows: steps.map((step, at) => [step.label, counts[at] ?? 0]),
      }}
      empty={counts[0] === 0 && t('home.nothingYet')}
    >
      <Funnel
        number={number}
        steps={steps.map((step, at) => ({
          key: step.key,
          label: step.label,
          count: counts[at] ?? 0,
          won: step.won,
          link: (children, className) => (
            <ListLink path={path} query={narrowed(step.query)} className={className}>
              {children}
            </ListLink>
          ),
        }))}
      />
    </TileFrame>
  )
}

const FunnelBones = () => (
  <div className="heat-bones">
    {[100, 72, 54, 40, 28].map(width => (
      <Bone key={width} width={`${width}%`} height={12} />
    ))}
  </div>
)
