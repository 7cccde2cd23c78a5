import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChoice } from '../../app/choices.ts'
import { useMeta } from '../../app/meta.ts'
import { add, arranged, fold, gallery, hide, type Layout, moveBy, moveTo, type PlacedTile, resize } from './layout.ts'

const untouched: Layout = {}

/** Whose lists bring no tiles of their own finds at least how many records they have. */
const offered = (tiles: readonly TileMeta[]): readonly TileMeta[] =>
  tiles.some(({ question, figures, kind }) => kind !== 'tasks' && (question || figures))
    ? tiles
    : tiles.map(tile => (tile.kind === 'counts' ? { ...tile, shown: true } : tile))

/** Somebody's home: the tiles they may see, as they have arranged them, and every way to rearrange them. */
export function useHome() {
  const { t } = useTranslation()
  const meta = useMeta()
  const home = useMemo(() => offered(meta.home), [meta.home])
  const [layout, setLayout] = useChoice<Layout>('home', untouched)
  const [told, setTold] = useState('')
  const placed = useMemo(() => arranged(home, layout), [home, layout])
  const apply = useCallback(
    (next: Layout, name: string) => {
      setLayout(next)
      const all = arranged(home, next)
      const at = all.findIndex(({ tile }) => tile.name === name)
      const one = all[at]
      const words = { label: one?.tile.label, at: at + 1, of: all.length, columns: one?.columns, rows: one?.rows }
      setTold(one ? t('home.placed', words) : '')
    },
    [home, setLayout, t],
  )
  return {
    placed,
    spare: gallery(home, layout),
    isTouched: layout !== untouched,
    /** Spoken after each change. */
    told,
    reset: () => setLayout(undefined),
    step: (name: string, by: 1 | -1) => apply(moveBy(home, layout, name, by), name),
    put: (name: string, target: string, after: boolean) => apply(moveTo(home, layout, name, target, after), name),
    size: ({ tile: { name } }: PlacedTile, columns: number, rows: number) =>
      apply(resize(layout, name, columns, rows), name),
    fold: (name: string, folded: boolean) => setLayout(fold(layout, name, folded)),
    hide: (name: string) => setLayout(hide(layout, name)),
    add: (name: string) => apply(add(layout, name), name),
  }
}
export type HomeModel = ReturnType<typeof useHome>
