import { useFormats } from '../../app/formats.ts'
import { renewable } from '../model.ts'

const daysAhead = 90

/** The filter of licences that end within three months, or have ended and may still be renewed; the soonest first. */
export function useSoon() {
  const { today } = useFormats()
  const until = new Date(Date.parse(today) + daysAhead * 86_400_000).toISOString().slice(0, 10)
  return { 'filter[status][in]': renewable.join(','), 'filter[endsOn][lte]': until, sort: 'endsOn' }
}
