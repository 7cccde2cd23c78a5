import { expect, test } from 'vitest'
import { type Ranked, rankBefore } from './rank.rules.ts'

/** Hangs x before a sibling and reads the order off the ranks. */
function orderAfter(siblings: readonly Ranked[], before: string | null) {
  const place = rankBefore(siblings, before)
  if (!place) return undefined
  const renumbered = new Map(place.renumbered.map(({ id, rank }) => [id, rank]))
  const all = [
    ...siblings.map(({ id, rank }) => ({ id, rank: renumbered.get(id) ?? rank })),
    { id: 'x', rank: place.rank },
  ]
  return all
    .sort((a, b) => a.rank - b.rank)
    .map(({ id }) => id)
    .join('')
}
const ranked = (...ranks: number[]) => ranks.map((rank, i) => ({ id: String.fromCharCode(97 + i), rank }))

test('whatever the ranks are, it comes to stand where it was put', () => {
  for (const siblings of [
    ranked(),
    ranked(0, 0, 0),
    ranked(1, 2, 3),
    ranked(0, 1024, 2048),
    ranked(5, 5, 6),
    ranked(-9, 0),
  ])
    for (const [at, before] of [...siblings.map(({ id }) => id), null].entries()) {
      const letters = siblings.map(({ id }) => id)
      expect(orderAfter(siblings, before)).toBe([...letters.slice(0, at), 'x', ...letters.slice(at)].join(''))
    }
  expect(orderAfter(ranked(1), 'z')).toBeUndefined()
})
