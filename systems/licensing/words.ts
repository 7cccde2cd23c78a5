import type { Texts } from '@tenon/kernel/entity/system.ts'

/** The words of rooms that keep their own, as one: what several files say under the same heading stands side by side. */
export function words(...rooms: readonly Texts[]): Texts {
  const all: Record<string, unknown> = {}
  for (const [heading, said] of rooms.flatMap(Object.entries))
    all[heading] = typeof said === 'object' ? { ...(all[heading] as object), ...said } : said
  return all
}
