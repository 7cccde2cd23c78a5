import type { Hurdle } from './entrant.ts'

export const passwordChangeHurdle: Hurdle = async () => null
