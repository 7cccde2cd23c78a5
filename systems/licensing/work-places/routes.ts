import type { Route } from '@tenon/kernel/http/route.ts'
import { engineerWork } from './engineer-work.ts'
import { renewalForecast } from './renewal-forecast.ts'
import { validityNow } from './validity-now.ts'

export const workPlaceRoutes: readonly Route[] = [validityNow, engineerWork, renewalForecast]
