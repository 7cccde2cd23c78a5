import { secondFactorHurdle } from '../factor/hurdle.ts'
import type { Hurdle } from './entrant.ts'
import { enrolmentHurdle } from './hurdle-enrolment.ts'
import { passwordChangeHurdle } from './hurdle-password-change.ts'

/** In this order: nobody is told more, or may change more, than what was shown so far allows. */
export const hurdles: readonly Hurdle[] = [secondFactorHurdle, passwordChangeHurdle, enrolmentHurdle]
