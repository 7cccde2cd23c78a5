import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import type { ComponentType } from 'react'
import { ActivityTile } from './ActivityTile.tsx'
import { CountsTile } from './CountsTile.tsx'
import { FlowTile } from './FlowTile.tsx'
import { FunnelTile } from './FunnelTile.tsx'
import { HeatTile } from './HeatTile.tsx'
import { KpiTile } from './KpiTile.tsx'
import { ListTile } from './ListTile.tsx'
import { SeriesTile } from './SeriesTile.tsx'
import { TasksTile } from './TasksTile.tsx'

/** How each kind of tile is drawn. */
export const tileOf: Readonly<Record<TileMeta['kind'], ComponentType<{ tile: TileMeta }>>> = {
  flow: FlowTile,
  kpi: KpiTile,
  series: SeriesTile,
  heat: HeatTile,
  funnel: FunnelTile,
  list: ListTile,
  tasks: TasksTile,
  activity: ActivityTile,
  counts: CountsTile,
}
