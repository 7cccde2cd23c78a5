import type { Notice, NoticePage } from '../../app/inbox.ts'

/** A fresh page, with what was shown before and has been read since in its old place. */
export function heldWith(
  fresh: readonly Notice[],
  before: { readonly pages: readonly NoticePage[] } | undefined,
): readonly Notice[] {
  const known = new Set(fresh.map(({ id }) => id))
  const held = (before?.pages[0]?.data ?? []).filter(({ id, readAt }) => readAt !== null && !known.has(id))
  return [...fresh, ...held].sort((one, other) => other.at.localeCompare(one.at))
}

/** Notices of the same day under one heading, in their order. */
export function byDay(notices: readonly Notice[], dayOf: (instant: string) => string) {
  const days: { day: string; notices: Notice[] }[] = []
  for (const notice of notices) {
    const day = dayOf(notice.at)
    const last = days.at(-1)
    if (last?.day === day) last.notices.push(notice)
    else days.push({ day, notices: [notice] })
  }
  return days
}

/** The page a notice leads to. */
export function addressOf({ link }: Notice): string | undefined {
  if (!link) return undefined
  return 'path' in link ? link.path : `/${link.collection}/${link.id}`
}
