import type { Asked } from './chunks.ts'

/** Which list a record was opened from, and where in it: previous and next on its page walk the same rows. */
export interface Trail extends Asked {
  readonly at: number
  readonly id: string
  /** The list's own address, for Back. */
  readonly href: string
}

const key = 'tenon.trail'

export const leaveTrail = (trail: Trail) => sessionStorage.setItem(key, JSON.stringify(trail))

export function readTrail(path: string, id: string): Trail | undefined {
  const text = sessionStorage.getItem(key)
  const trail = text ? (JSON.parse(text) as Trail) : undefined
  return trail?.path === path && trail.id === id ? trail : undefined
}
