import type { Catalog } from '../entity/catalog.ts'
import type { Texts } from '../entity/system.ts'
import type { Tile } from '../entity/tile.ts'

export type Words = { readonly [key: string]: Words | string }

export const text = (words: Words | string | undefined, ...path: string[]): string | undefined => {
  const found = path.reduce<Words | string | undefined>(
    (node, key) => (typeof node === 'object' ? node[key] : undefined),
    words,
  )
  return typeof found === 'string' ? found : undefined
}

/** The words of a tile and its parts: `label`, `steps.issued`. */
const wordsOf = (tile: Tile): readonly string[][] => [
  ['label'],
  ...(tile.kind === 'kpi' ? tile.figures.map(({ key }) => ['figures', key, 'label']) : []),
  ...(tile.kind === 'series' ? tile.measures.map(({ key }) => ['measures', key]) : []),
  ...(tile.kind === 'funnel' ? tile.steps.map(({ key }) => ['steps', key]) : []),
]

/** Words that tiles need and one of the languages lacks: each as `licensing: tiles.states.label`. */
export function missingTileTexts(catalog: Catalog): string[] {
  return catalog.systems.flatMap(({ name, tiles, messages }) =>
    Object.values(messages).flatMap((texts: Texts) =>
      tiles.flatMap(tile => {
        const words = (texts.tiles as Words | undefined)?.[tile.key]
        const missing = wordsOf(tile).filter(path => text(words, ...path) === undefined)
        return missing.map(path => `${name}: tiles.${tile.key}.${path.join('.')}`)
      }),
    ),
  )
}
