import { useChoice } from '../app/choices.ts'

/** Whether a person wants patterns beside colours, for every chart and on every device. */
export const usePatterns = () => useChoice<boolean>('charts.patterns', false)
