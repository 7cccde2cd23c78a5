import type { Hurdle } from './entrant.ts'

export const secondFactorHurdle: Hurdle = async () => null
